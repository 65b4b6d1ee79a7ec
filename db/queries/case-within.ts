import { type RawBuilder, sql } from 'kysely';
import { type Reach, recordWithin, taskWithin } from './reach.ts';

/** A case that no record has is its starter's. */
function startedBy(reach: Reach, instance: string): RawBuilder<boolean> {
  const i = sql.ref(`${instance}.id`);
  return sql<boolean>`(exists (select 1 from fact f where f.instance_id = ${i} and f.number = 1 and f.actor = ${reach.user})
    and not exists (select 1 from instance_record o where o.instance_id = ${i}))`;
}

/** Of cases without a record, true for those `reach` may see: by a task, whatever became of it, or because he started it. */
export function aloneWithin(reach: Reach, instance = 'i'): RawBuilder<boolean> {
  if (reach.all) return sql<boolean>`true`;
  return sql<boolean>`(exists (select 1 from user_task t where t.instance_id = ${sql.ref(`${instance}.id`)} and ${taskWithin(reach, 't')})
    or ${startedBy(reach, instance)})`;
}

/**
 * True for cases `reach` may see; `instance` is the alias of table `instance`. A case that owns records is seen by them alone, as their
 * pages are: a task of it that somebody else did opens neither. One that merely refers to records is seen by those.
 */
export function caseWithin(reach: Reach, instance = 'i'): RawBuilder<boolean> {
  if (reach.all) return sql<boolean>`true`;
  const links = (more: RawBuilder<unknown>) => sql`(select 1 from instance_record l join record lr on lr.id = l.record_id
    where l.instance_id = ${sql.ref(`${instance}.id`)} and ${more})`;
  const within = recordWithin(reach, 'lr');
  return sql<boolean>`(case when exists ${links(sql`l.relation = 'owns'`)} then exists ${links(sql`l.relation = 'owns' and ${within}`)}
    when exists ${links(sql`true`)} then exists ${links(within)} else ${aloneWithin(reach, instance)} end)`;
}

/** True for tasks `t` of the case: those within reach, and all of a case that is his own. */
export function caseTaskWithin(reach: Reach, instance = 'i', task = 't'): RawBuilder<boolean> {
  return reach.all ? sql<boolean>`true` : sql<boolean>`(${taskWithin(reach, task)} or ${startedBy(reach, instance)})`;
}
