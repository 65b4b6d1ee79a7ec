import { groupFigures } from '../../../db/queries/figures.ts';
import { reachOf } from '../../access/policy.ts';
import { figures as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { readInstant } from '../../http/instant.ts';
import { isRefusal } from '../../http/refusal.ts';
import { junkReasonsOf, outcomesOf, stagesOf } from '../../views/figures.ts';

export const getFigures = endpoint(route, async ({ query, reader, deps }) => {
  const from = query.from === undefined ? undefined : readInstant(query.from, 'from');
  if (isRefusal(from)) return from;
  const to = query.to === undefined ? undefined : readInstant(query.to, 'to');
  if (isRefusal(to)) return to;
  const now = new Date(deps.now());
  const groups = await groupFigures(deps.db, reachOf(reader), {
    type: query.type,
    campaign: query.campaign,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
    now,
  });
  const pkg = await deps.packages.ofRecordType(query.type);
  const packages = await deps.packages.getAll(groups.flatMap((group) => group.packageHash ?? []));
  return {
    asOf: now.toISOString(),
    intake: groups.reduce((sum, group) => sum + group.count, 0),
    outcomes: outcomesOf(groups, pkg, packages, reader.locale),
    stages: stagesOf(groups, pkg, reader.locale),
    junkReasons: junkReasonsOf(groups, pkg, query.type, reader.locale),
  };
});
