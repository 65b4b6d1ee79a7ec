import type pg from 'pg';
import type { Party } from './party.ts';

/** The hand-written workflow behind the same HTTP server: same session, same parsing, same headers. */
export function handWrittenParty(address: string, headers: { [name: string]: string }, pool: pg.Pool): Party {
  const post = async (path: string, body: object) => {
    const answer = await fetch(new URL(path, address), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer.json() as Promise<{ caseId: string; task: number | null }>;
  };
  return {
    name: 'hand-written',
    async open(payload) {
      const { caseId, task } = await post('/hand/leads', { payload });
      return { caseId, task: String(task) };
    },
    async complete(caseId, task, payload) {
      const answer = await post(`/hand/leads/${caseId}/tasks/${task}/complete`, { outcome: 'done', payload });
      return { task: answer.task === null ? null : String(answer.task) };
    },
    async undrained(caseIds) {
      const { rows } = await pool.query<{ count: number }>(
        `select count(*)::int as count from hand_case where id = any($1) and status <> 'closed'`,
        [caseIds],
      );
      return rows[0]?.count ?? 0;
    },
  };
}
