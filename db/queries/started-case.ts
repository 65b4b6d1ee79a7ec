import type { Db } from '../database.ts';

/** The case that a start under this command id began, and the record it moves. Undefined = none was begun. */
export async function startedCase(db: Db, commandId: string): Promise<{ instanceId: string; recordId: string } | undefined> {
  return db
    .selectFrom('command')
    .innerJoin('instance_record', 'instance_record.instance_id', 'command.instance_id')
    .select(['command.instance_id as instanceId', 'instance_record.record_id as recordId'])
    .where('command.id', '=', commandId)
    .where('command.type', '=', 'start')
    .where('instance_record.relation', '=', 'owns')
    .orderBy('instance_record.alias')
    .limit(1)
    .executeTakeFirst();
}
