import { search } from '../../../db/queries/record-search.ts';
import { maskedName, maskOf, reachOf, unsearchedBy } from '../../access/policy.ts';
import { search as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { stageView } from '../../views/packages.ts';
import { caseOfNumber, processesAndCases } from '../../views/search-processes.ts';
import { readSearch } from '../../views/search-terms.ts';

const most = 20;

export const searchAll = endpoint(route, async ({ query, reader, deps }) => {
  const terms = { ...readSearch(query.q, deps.settings.installation.country), unsearched: unsearchedBy(reader) };
  const reach = reachOf(reader);
  const [{ hits, total }, types, named, numbered] = await Promise.all([
    search(deps.db, reach, terms, new Date(deps.now()), most),
    deps.packages.byRecordType(),
    processesAndCases(deps, reader, reach, terms.words),
    caseOfNumber(deps, reader, reach, query.q),
  ]);
  const found = [...numbered, ...named.filter((each) => each.kind !== 'case' || !numbered.some(({ id }) => id === each.id))];
  const mask = maskOf(reader);
  const items = hits.map(({ id, kind, title, number, stage, contactName, organisation }) => {
    const shown = stageView(types.get(kind), reader.locale, stage);
    const parts = [number === null ? null : `#${number}`, mask.contacts ? null : contactName, organisation, shown?.name];
    return { id, kind, title: maskedName(mask, title), subtitle: parts.filter(Boolean).join(' · ') || null };
  });
  return { items: [...items.slice(0, most - found.length), ...found], total: total + found.length };
});
