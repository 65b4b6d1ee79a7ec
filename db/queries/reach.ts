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
  /** Open tasks that nobody is named for are his: a supervisor's, where the record belongs to no other team. */
  unnamed: boolean;
  /** Records that stand at these stages. */
  stages: string[];
  /** Records of these types. */
  types: string[];
}

/** True for what `reach` may see; `record` is the alias of table `record` in the query. */
export function recordWithin(reach: Reach, record = 'record'): RawBuilder<boolean> {
  if (reach.all) return sql<boolean>`true`;
  const { user, teams, groups, roleGroups, stages, types } = reach;
  const r = sql.ref(record);
  const ways = [sql`${r}.owner = ${user}`];
  if (teams.length > 0) ways.push(sql`${r}.team = any(${teams}::text[])`);
  if (stages.length > 0) ways.push(sql`${r}.stage = any(${stages}::text[])`);
  if (types.length > 0) ways.push(sql`${r}.type = any(${types}::text[])`);
  // Nothing but `record_id` ties these to the record: Postgres may look one up, or hash them all for a list.
  const worked = (condition: RawBuilder<unknown>) => sql`exists (select 1 from user_task w where w.record_id = ${r}.id and ${condition})`;
  ways.push(worked(sql`(w.ended_by = ${user} or w.status = 'open' and (w.assignee = ${user} or w.groups && ${groups}::text[]))`));
  if (roleGroups.length > 0)
    ways.push(sql`${ofOwnTeam(reach, sql`${r}.team`)} and ${worked(sql`w.status = 'open' and w.groups && ${roleGroups}::text[]`)}`);
  if (reach.unnamed) ways.push(sql`${ofOwnTeam(reach, sql`${r}.team`)} and ${worked(sql`w.status = 'open' and ${isUnnamed('w')}`)}`);
  return sql<boolean>`(${sql.join(ways, sql` or `)})`;
}

/** A task without group and holder: by its model nobody can do it. */
export function isUnnamed(task: string): RawBuilder<boolean> {
  const t = sql.ref(task);
  return sql<boolean>`(${t}.assignee is null and ${t}.groups = '{}'::text[])`;
}

function ofOwnTeam(reach: Reach, team: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(${team} is null or ${team} = any(${reach.teams}::text[]))`;
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
  return sql<boolean>`(${t}.assignee = ${reach.user} or ${t}.ended_by = ${reach.user} or ${t}.groups && ${reach.groups}::text[]
    or ${t}.groups && ${reach.roleGroups}::text[] and ${ofOwnTeam(reach, team)}
    or ${sql.lit(reach.unnamed)} and ${isUnnamed(task)} and ${t}.status = 'open' and ${ofOwnTeam(reach, team)}
    or exists (select 1 from record within where within.id = ${t}.record_id and ${recordWithin(reach, 'within')}))`;
}
