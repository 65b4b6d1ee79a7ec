import { listProcesses as readProcesses } from '../../../db/queries/process-list.ts';
import { readStartTimers } from '../../../db/queries/start-timers.ts';
import { listProcesses as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { words } from '../../views/packages.ts';
import { startKindOf } from '../../views/start-view.ts';

export const listProcesses = endpoint(route, async ({ reader, deps }) => {
  const all = await readProcesses(deps.db);
  // Who may only start cases sees what he can start: no drafts, nor how many cases there are of others.
  const whole = reader.rights.has('process:read');
  const rows = whole ? all : all.flatMap((row) => (row.version === null ? [] : [{ ...row, draftRevision: null, openCases: 0 }]));
  const timers = await readStartTimers(deps.pool);
  const items = await Promise.all(
    rows.map(async (row) => {
      const pkg = await deps.packages.newestOf(row.key);
      return {
        ...row,
        name: words(pkg, reader.locale, row.name),
        start: pkg ? startKindOf(pkg) : ('none' as const),
        nextStartAt: timers.find(({ key, nextAt }) => key === row.key && nextAt)?.nextAt?.toISOString() ?? null,
        recordType: pkg?.recordType ?? null,
      };
    }),
  );
  return { items };
});
