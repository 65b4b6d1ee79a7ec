import type pg from 'pg';
import { completeTask, createRecord } from '../../api/contract/index.ts';
import type { ApiClient } from '../helpers/api-client.ts';
import type { Party } from './party.ts';

/** The product as any client sees it: sign-in, rights, guards and all. */
export function perennialParty(client: ApiClient, pool: pg.Pool): Party {
  return {
    name: 'perennial',
    async open(payload) {
      const made = await client.call(createRecord, { body: { type: 'benchLead', title: 'Bench', fields: { payload } } });
      const task = made.next[0]?.id;
      if (!task) throw new Error(`the case ${made.instanceId} has no task`);
      return { caseId: made.instanceId, task };
    },
    async complete(_caseId, task, payload) {
      const answer = await client.call(completeTask, { params: { task }, body: { values: { 'benchLead.answer': payload } } });
      return { task: answer.next[0]?.id ?? null };
    },
    async undrained(caseIds) {
      const { rows } = await pool.query<{ count: number }>(
        `select count(*)::int as count from instance i where i.id = any($1)
          and (i.seen_number < i.effect_number or exists (select 1 from effect e where e.instance_id = i.id and e.done_at is null))`,
        [caseIds],
      );
      return rows[0]?.count ?? 0;
    },
  };
}
