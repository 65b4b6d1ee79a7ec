import { countPressing, countUnnamed, listPressing, listUnnamed } from '../../../db/queries/desk-tasks.ts';
import { countIncidents, listIncidents } from '../../../db/queries/operations-incidents.ts';
import { listTeams } from '../../../db/queries/people-reading.ts';
import { countLoads } from '../../../db/queries/task-load.ts';
import { reachOf } from '../../access/policy.ts';
import { desk as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { alertRules } from '../../views/alert-rules.ts';
import { causeOf, loadRows } from '../../views/desk.ts';
import { incidentRows } from '../../views/incident-row.ts';
import { taskRows } from '../../views/task-row.ts';

const soonMs = 2 * 3_600_000;
const mostRows = 200;

export const getDesk = endpoint(route, async ({ query, reader, deps }) => {
  const reach = reachOf(reader);
  const now = deps.now();
  const window = { now: new Date(now), until: new Date(now + soonMs), team: query.team, limit: mostRows };
  const [pressing, unnamed, counts, nobody, stuck, stuckTotal, people, loads, rules] = await Promise.all([
    listPressing(deps.db, reach, window),
    listUnnamed(deps.db, reach, window),
    countPressing(deps.db, reach, window),
    countUnnamed(deps.db, reach, window),
    listIncidents(deps.db, reach, { limit: mostRows }),
    countIncidents(deps.db, reach),
    deps.people.all(),
    countLoads(deps.db, window.now),
    listTeams(deps.db).then((teams) => alertRules(deps.packages, teams, reader.locale)),
  ]);
  const rows = [...pressing, ...unnamed];
  const all = (await taskRows(deps, reader, rows)).map((row, index) => ({
    ...row,
    cause: causeOf(row, people, loads, reader),
    lateBy: Math.max(0, now - (rows[index]?.dueAt?.getTime() ?? now)),
  }));
  const shown = all.slice(0, pressing.length);
  return {
    now: new Date(now).toISOString(),
    late: shown.filter((row) => row.sla.state === 'late'),
    soon: shown.filter((row) => row.sla.state !== 'late'),
    nobody: all.slice(pressing.length),
    stuck: await incidentRows(deps, reader, stuck),
    counts: { ...counts, nobody, stuck: stuckTotal },
    load: loadRows(people, loads, query.team, reach),
    rules,
  };
});
