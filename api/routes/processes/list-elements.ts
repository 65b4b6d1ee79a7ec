import type { z } from 'zod';
import { countCasesAt, listVersions } from '../../../db/queries/process-list.ts';
import { listElements as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { words } from '../../views/packages.ts';

type Item = z.infer<typeof route.reply>['items'][number];

export const listElements = endpoint(route, async ({ params, query, reader, deps }) => {
  const all = await listVersions(deps.db, params.process);
  const wanted = all.filter(({ version, openCases }, at) =>
    query.version === undefined ? at === 0 || openCases > 0 : version === query.version,
  );
  const [newest] = wanted;
  if (!newest) return notFound('process');
  const open = new Map((await countCasesAt(deps.db, params.process, query.version)).map((each) => [each.element, each.open]));
  const items = new Map<string, Item>();
  for (const { version, hash } of wanted) {
    const pkg = await deps.packages.get(hash);
    for (const { id, name: drawn, kind, scope } of pkg.processes.flatMap((process) => process.elements)) {
      const known = items.get(id);
      if (known) {
        known.versions.push(version);
        continue;
      }
      const name = drawn ? words(pkg, reader.locale, drawn) : null;
      items.set(id, {
        id,
        name,
        drawnName: drawn && drawn !== name ? drawn : null,
        kind,
        scope,
        versions: [version],
        open: open.get(id) ?? 0,
      });
    }
  }
  const pkg = await deps.packages.get(newest.hash);
  return { key: params.process, name: words(pkg, reader.locale, pkg.name), items: [...items.values()] };
});
