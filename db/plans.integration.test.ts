import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../test/helpers/postgres.ts';
import type { Db } from './database.ts';
import { factsOf, feedEnd, readFacts } from './queries/feed.ts';
import { countToldSince, dropSettled, listMailsDue, recount, settleResolved } from './queries/incident-news.ts';
import { incidentUpTo, ownersOf } from './queries/instances.ts';
import { dropMails } from './queries/mail-waiting.ts';
import { spreadMessage, whoWaits } from './queries/message-parts.ts';
import { findHeld, findSubscription } from './queries/messages.ts';
import { readRestarts } from './queries/operated-instances.ts';
import { listUntold } from './queries/operations-incidents.ts';
import { readCase, readStart } from './queries/read-case.ts';
import { changedVersion } from './queries/records.ts';
import { whoReplans } from './queries/replan.ts';
import { claimDeliveries, insertSignal, isAwaited, reviveDeliveries } from './queries/signals.ts';
import { readStoredCase } from './queries/verify.ts';
import type { Queryable, StatementInput } from './queryable.ts';
import type { Schema } from './schema.ts';

/** Enough rows for Postgres to tell a way through an index from one through the table. */
const rows = 20_000;
const big = [
  'instance',
  'command',
  'fact',
  'user_task',
  'record',
  'instance_record',
  'record_change',
  'message',
  'message_subscription',
  'signal_subscription',
  'signal_delivery',
  'incident',
  'incident_news',
  'mail_waiting',
  'notification',
];

let drop: () => Promise<void>;
let pool: pg.Pool;
beforeAll(async () => {
  const database = await createTestDatabase();
  ({ drop } = database);
  pool = new pg.Pool({ connectionString: database.url });
  const series = `from generate_series(1, ${rows}) n`;
  const uuid = `lpad(to_hex(n), 32, '0')::uuid`;
  for (const sql of [
    `insert into instance (id, package_key, package_version, package_hash, process, state, version, status, fact_number, started_at, updated_at)
      select 'i' || n, 'p', 1, 'h', 'p', '{}', 1, 'open', 1, now(), now() ${series}`,
    `insert into command (id, instance_id, type, actor, content_hash, reply, version, first_fact, last_fact, at)
      select 'c' || n, 'i' || n, 'claim', 'anna', '', '{}', 1, 1, 1, now() ${series}`,
    `insert into fact (instance_id, number, at, type, version, actor, cause, body) select 'i' || n, 1, now(), 'flowTaken', 1, 'anna', 0, '{}' ${series}`,
    `insert into record (id, type, title, fields, created_at, updated_at) select ${uuid}, 'lead', 'Kowal', '{}', now(), now() ${series}`,
    `insert into record_change (record_id, version, at, actor, patch, before, command_id) select ${uuid}, 2, now(), 'anna', '{}', '{}', 'c' || n ${series}`,
    `update record set fields = jsonb_build_object('region', 'r' || number % 500), organisation_id = id where number % 2 = 0`,
    `insert into user_task (instance_id, element_instance, element, name, priority, package_key, package_hash, status, groups, record_id, created_at, due_at)
      select 'i' || n, 1, 'e', 'e', 50, 'p', 'h', 'open', array['sales'], ${uuid}, now(), now() ${series}`,
    `insert into instance_record (instance_id, alias, type, record_id, relation) select 'i' || n, 'lead', 'lead', ${uuid}, 'owns' ${series}`,
    `insert into message (id, name, correlation_key, payload, content_hash, published_at, published_by, expires_at, status)
      select 'm' || n, 'paid', 'k' || n, '{}', '', now(), 'anna', now() + interval '1 hour', 'held' ${series}`,
    `insert into message_subscription (instance_id, id, element_instance, element, name, correlation_key, status, opened_at)
      select 'i' || n, 1, 1, 'e', 'paid', 'k' || n, 'open', now() ${series}`,
    `insert into signal_subscription (instance_id, id, element_instance, element, name, status, opened_at)
      select 'i' || n, 1, 1, 'e', 'go' || n, 'open', now() ${series}`,
    `insert into signal_delivery (signal_id, receiver, status, due_at) select 's' || n, 'i' || n, 'delivered', now() ${series}`,
    `insert into incident (instance_id, id, code, message, trigger, status, raised_at, told_at)
      select 'i' || n, 1, 'x', 'x', '{}', 'open', now(), now() ${series}`,
    `insert into app_user (id, login, name, email, password_hash, roles, locale) values ('anna', 'anna', 'Anna', '', '', '{}', 'en')`,
    `insert into incident_news (instance_id, incident, user_id, package_key, fold_key, place, told_at, mailed_at)
      select 'i' || n, 1, 'anna', 'p', 'f' || n, 'f' || n, now(), now() ${series}`,
    `insert into notification (user_id, kind, text, fold_key) select 'anna', 'needsYou', 'x', 'f' || n ${series}`,
    `insert into mail_waiting (created_at, user_id, address, subject, body, due_at, begun_at, ended_at, outcome)
      select now(), 'anna', 'a@b', 'x', 'x', now(), now(), now(), 'sent' ${series}`,
    'analyze',
  ]) {
    await pool.query(sql);
  }
});
afterAll(async () => {
  await pool.end();
  await drop();
});

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

/** Runs a query and notes which big tables it reads from end to end. */
function watched() {
  const scans: string[] = [];
  const visit = (plan: Plan) => {
    if (plan['Node Type'] === 'Seq Scan' && big.includes(plan['Relation Name'] ?? '')) scans.push(plan['Relation Name'] ?? '');
    for (const inner of plan.Plans ?? []) visit(inner);
  };
  const queryable: Queryable = {
    async query<Row>({ text, values }: StatementInput) {
      const explained = await pool.query(`explain (format json) ${text}`, values);
      visit(explained.rows[0]['QUERY PLAN'][0].Plan as Plan);
      return { rows: (await pool.query(text, values)).rows as Row[] };
    },
  };
  const query = (text: string, values: unknown[]) => queryable.query({ text, values });
  const connection = { connect: async () => ({ query, release: () => undefined }), end: async () => undefined };
  const db: Db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: connection as never }) });
  return { queryable, db, scans };
}

const anybody = { for_instance: null, for_subscription: null };
const uuidOf = (n: number) => `00000000-0000-0000-0000-${n.toString(16).padStart(12, '0')}`;
const queries: [string, (queryable: Queryable) => Promise<unknown>][] = [
  ['a case for a decision', (queryable) => readCase(queryable, 'i77', 'c78')],
  ['what a start needs', (queryable) => readStart(queryable, { instanceId: 'i', commandId: 'c', packageKey: 'p', records: [uuidOf(5)] })],
  ['the facts of a case', (queryable) => factsOf(queryable, 'i77')],
  ['the next facts of the feed', async (queryable) => readFacts(queryable, await feedEnd(queryable), 100)],
  ['the owners of a record', (queryable) => ownersOf(queryable, uuidOf(77))],
  ['the version a change made', (queryable) => changedVersion(queryable, uuidOf(77), 'c77')],
  [
    'who waits for a message',
    (queryable) => findSubscription(queryable, { ...anybody, name: 'paid', correlation_key: 'k77', refused: [] }),
  ],
  ['everyone who waits for a message', (queryable) => whoWaits(queryable, 'm77')],
  ['a message made one for each who waits', (queryable) => spreadMessage(queryable, 'm77', new Date())],
  ['signals to be told', (queryable) => claimDeliveries(queryable, { signalId: null, now: new Date(), until: new Date(), limit: 10 })],
  [
    'receivers of one signal to be told',
    (queryable) => claimDeliveries(queryable, { signalId: 's77', now: new Date(), until: new Date(), limit: 5 }),
  ],
  ['receivers whose incident is resolved', (queryable) => reviveDeliveries(queryable, new Date())],
  ['who goes by the calendar of a region', (queryable) => whoReplans(queryable, { by: 'region', value: 'r7' }, '', 500)],
  ['who goes by the calendar of a customer', (queryable) => whoReplans(queryable, { by: 'customer', value: uuidOf(78) }, '', 500)],
  ['who goes by the calendar of no customer', (queryable) => whoReplans(queryable, { by: 'customer', value: 'x' }, '', 500)],
  ['who hears a signal', (queryable) => insertSignal(queryable, { id: 'x', name: 'go77', payload: {}, at: new Date(), by: 'anna' })],
  ['a signal kept for a case', (queryable) => isAwaited(queryable, 'i77')],
  ['what is held for who waits', (queryable) => findHeld(queryable, { name: 'paid', key: 'k77', instanceId: 'i77', id: 1 }, new Date())],
  ['the incident a command raised', (queryable) => incidentUpTo(queryable, 'i77', 5)],
  ['the open case that goes on for one', (queryable) => readRestarts(queryable, 'i77')],
  ['a case to be verified', (queryable) => readStoredCase(queryable, 'i77')],
];
/** What looks every few seconds for what is stuck, also when nothing is. */
const told = new Date(Date.now() + 60_000);
const telling: [string, (db: Db) => Promise<unknown>][] = [
  ['an incident of which nobody was told', (db) => listUntold(db, 100)],
  ['one that is over', (db) => settleResolved(db, 100)],
  ['the notification it stands in', (db) => recount(db, [{ userId: 'anna', foldKey: 'f77' }], told)],
  ['how much somebody was told', (db) => countToldSince(db, ['anna'], told)],
  ['who is due a mail', (db) => listMailsDue(db, told)],
  ['who was told of what is long over', (db) => dropSettled(db, new Date(0), 100)],
  ['a mail that left long ago', (db) => dropMails(db, new Date(0), 100)],
];

test.each(queries)('%s is found without reading a table from end to end', async (_, query) => {
  const { queryable, scans } = watched();
  await query(queryable);
  expect(scans).toEqual([]);
});

test.each(telling)('%s is found without reading a table from end to end', async (_, query) => {
  const { db, scans } = watched();
  await query(db);
  expect(scans).toEqual([]);
});

test('a table read from end to end would be noticed', async () => {
  const { queryable, scans } = watched();
  await queryable.query({ text: `select 1 from message where payload->>'x' = $1`, values: ['y'] });
  expect(scans).toEqual(['message']);
});
