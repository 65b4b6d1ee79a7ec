import { listProcesses as readProcesses } from '../../../db/queries/process-list.ts';
import { listProcesses as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { words } from '../../views/packages.ts';

export const listProcesses = endpoint(route, async ({ reader, deps }) => {
  const rows = await readProcesses(deps.db);
  const names = await Promise.all(rows.map(async (row) => words(await deps.packages.newestOf(row.key), reader.locale, row.name)));
  return { items: rows.map((row, index) => ({ ...row, name: names[index] ?? row.name })) };
});
