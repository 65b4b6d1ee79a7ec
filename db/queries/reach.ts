import { type RawBuilder, sql } from 'kysely';

/**
 * Which records and tasks somebody may see, as data: the one policy (`api/access/policy.ts`) makes it, the predicates
 * below are the only places that turn it into SQL, and every list, count, search, history, file and live event uses them.
 */
export interface Reach {
  /** Sees everything. */
  all: boolean;
  /** His own id: records he owns, tasks he holds. */
  user: string;
  /** Records of these teams. */
  teams: string[];
  /** Records with an open task of these groups: his teams, and roles that work for the whole company. */
  groups: string[];
  /** Groups of a whole role (`rep`): they reach only where the record belongs to no other team. */
  roleGroups: string[];
  /** Records that stand at these stages. */
  stages: string[];
  /** Records of these types. */
  types: string[];
}

/** True for what `reach` may see; `record` is the alias of table `record` in the query. */
export function recordWithin(reach: Reach, record = 'record'): RawBuilder<boolean> {
  if (reach.all) return sql<boolean>`true`;
  const r = sql.ref(record);
  const id = sql`${r}.id`;
  const ways = [sql`${r}.owner = ${reach.user}`];
  if (reach.teams.length > 0) ways.push(sql`${r}.team = any(${reach.teams}::text[])`);
  if (reach.stages.length > 0) ways.push(sql`${r}.stage = any(${reach.stages}::text[])`);
  if (reach.types.length > 0) ways.push(sql`${r}.type = any(${reach.types}::text[])`);
  ways.push(sql`exists (select 1 from user_task seen where seen.record_id = ${id} and (seen.ended_by = ${reach.user}
    or seen.status = 'open' and (seen.assignee = ${reach.user} or ${inGroups(reach, sql`seen.groups`, sql`${r}.team`)})))`);
  return sql<boolean>`(${sql.join(ways, sql` or `)})`;
}

function inGroups(reach: Reach, groups: RawBuilder<unknown>, team: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(${groups} && ${reach.groups}::text[]
    or ${groups} && ${reach.roleGroups}::text[] and (${team} is null or ${team} = any(${reach.teams}::text[])))`;
}

/** The ways of `taskWithin` that a task's own row answers. False says nothing: the predicate decides. */
export function surelySees(reach: Reach, task: { assignee: string | null; endedBy: string | null; groups: string[] }): boolean {
  return (
    reach.all || task.assignee === reach.user || task.endedBy === reach.user || task.groups.some((group) => reach.groups.includes(group))
  );
}

/** True for tasks `reach` may see; `task` is the alias of table `user_task`. */
export function taskWithin(reach: Reach, task = 'user_task'): RawBuilder<boolean> {
  if (reach.all) return sql<boolean>`true`;
  const t = sql.ref(task);
  const team = sql`(select owner.team from record owner where owner.id = ${t}.record_id)`;
  return sql<boolean>`(${t}.assignee = ${reach.user} or ${t}.ended_by = ${reach.user} or ${inGroups(reach, sql`${t}.groups`, team)}
    or exists (select 1 from record within where within.id = ${t}.record_id and ${recordWithin(reach, 'within')}))`;
}
