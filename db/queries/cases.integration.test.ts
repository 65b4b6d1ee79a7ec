import { type CompiledQuery, Kysely, type LogEvent, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../test/helpers/postgres.ts';
import type { Schema } from '../schema.ts';
import { type CaseQuery, listCasesWithoutRecord } from './cases.ts';
import type { Reach } from './reach.ts';

const each = 10_000;
let drop: () => Promise<void>;
let pool: pg.Pool;
let asked: CompiledQuery | undefined;
const all: Reach = { all: true, user: 'ada', teams: [], groups: [], roleGroups: [], unnamed: true, stages: [], types: [] };

beforeAll(async () => {
  const database = await createTestDatabase();
  ({ drop } = database);
  pool = new pg.Pool({ connectionString: database.url });
  for (const [key, status] of [
    ['night-run', 'completed'],
    ['invoices', 'open'],
  ])
    await pool.query(
      `insert into instance (id, package_key, package_version, package_hash, process, state, version, status, fact_number, started_at, updated_at)
        select '${key}-' || n, '${key}', 1, 'h', 'p', '{}', 1, '${status}', 1, '2027-03-01'::timestamptz + n * interval '1 minute', now()
        from generate_series(1, ${each}) n`,
    );
  await pool.query(`update instance set status = 'open' where id = 'night-run-7'`);
  await pool.query('analyze');
});
afterAll(async () => {
  await pool.end();
  await drop();
});

interface Plan {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

/** The list, and how many rows of `instance` were looked at for it. */
async function listed(query: Partial<CaseQuery>): Promise<{ ids: string[]; read: number }> {
  const log = (event: LogEvent) => {
    asked = event.query;
  };
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }), log });
  const rows = await listCasesWithoutRecord(db, all, { processes: ['night-run', 'invoices'], limit: 4, ...query });
  if (!asked) throw new Error('nothing was asked');
  const explained = await pool.query(`explain (analyze, format json) ${asked.sql}`, [...asked.parameters]);
  let read = 0;
  const visit = (plan: Plan) => {
    if (plan['Relation Name'] === 'instance') read += (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
    for (const inner of plan.Plans ?? []) visit(inner);
  };
  visit(explained.rows[0]['QUERY PLAN'][0].Plan as Plan);
  return { ids: rows.map((row) => row.id), read };
}

test('the newest cases of several processes are found by looking at few', async () => {
  const { ids, read } = await listed({});
  expect(ids).toEqual([`night-run-${each}`, `invoices-${each}`, `night-run-${each - 1}`, `invoices-${each - 1}`]);
  expect(read).toBeLessThan(100);
});

test('a later page, too', async () => {
  const { ids, read } = await listed({ after: ['2027-03-01 02:00:00+00', 'invoices-120'] });
  expect(ids).toEqual(['night-run-119', 'invoices-119', 'night-run-118', 'invoices-118']);
  expect(read).toBeLessThan(100);
});

test('and the open ones of a process whose cases have mostly ended', async () => {
  const { ids, read } = await listed({ status: 'open', processes: ['night-run'] });
  expect(ids).toEqual(['night-run-7']);
  expect(read).toBeLessThan(100);
});
