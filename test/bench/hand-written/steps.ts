import pg from 'pg';

let pool: pg.Pool | undefined;

/** The hand-written path keeps its own plain tables, beside the product's, in the same Postgres. */
export const schema = `
create table if not exists hand_case (id text primary key, payload text not null, score int, status text not null default 'open');
create table if not exists hand_task (case_id text not null, number int not null, status text not null default 'open', outcome text, payload text, opened_at timestamptz not null default now(), primary key (case_id, number));
create index if not exists hand_task_open on hand_task (case_id) where status = 'open';
`;

export function connect(url: string): pg.Pool {
  pool ??= new pg.Pool({ connectionString: url, max: 10 });
  return pool;
}

function database(): pg.Pool {
  if (!pool) throw new Error('connect(url) first');
  return pool;
}

async function transaction(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await database().connect();
  try {
    await client.query('begin');
    await work(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

export async function openCase(caseId: string, payload: string): Promise<void> {
  await database().query('insert into hand_case (id, payload) values ($1, $2) on conflict do nothing', [caseId, payload]);
}

export async function recordScore(caseId: string, score: number): Promise<void> {
  await transaction(async (client) => {
    await client.query('update hand_case set score = $2 where id = $1', [caseId, score]);
    await client.query('insert into hand_task (case_id, number) values ($1, 1) on conflict do nothing', [caseId]);
  });
}

export async function completeStep(caseId: string, task: number, outcome: string, payload: string, next: number | null): Promise<void> {
  await transaction(async (client) => {
    await client.query(
      `update hand_task set status = 'done', outcome = $3, payload = $4 where case_id = $1 and number = $2 and status = 'open'`,
      [caseId, task, outcome, payload],
    );
    if (next !== null) await client.query('insert into hand_task (case_id, number) values ($1, $2) on conflict do nothing', [caseId, next]);
  });
}

export async function closeCase(caseId: string): Promise<void> {
  await database().query(`update hand_case set status = 'closed' where id = $1`, [caseId]);
}

export async function openTasks(caseId: string): Promise<number[]> {
  const { rows } = await database().query<{ number: number }>(`select number from hand_task where case_id = $1 and status = 'open'`, [
    caseId,
  ]);
  return rows.map((row) => row.number);
}
