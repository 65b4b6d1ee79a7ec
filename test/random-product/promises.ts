import type pg from 'pg';
import { countedHop } from '../../engine/contract/index.ts';
import { verifyCase } from '../../runtime/verify-case.ts';
import { compareWorkflows, type Findings } from '../chaos/checks.ts';
import type { Journal } from './journal.ts';
import { limits } from './limits.ts';

/** What was thrown in a chain that had begun. */
const thrownSql =
  'select chain, hops from signal where chain is not null union all select chain, hops from message where chain is not null';

/** Nothing twice, nothing lost, nothing stuck: held against Postgres and Temporal once all is quiet. Empty lists are what is hoped for. */
export async function checkPromises(pool: pg.Pool, temporalAddress: string, journal: Journal, ids: string[]): Promise<Findings> {
  const texts = async (sql: string) => (await pool.query<{ what: string }>(sql)).rows.map((row) => row.what);
  const { rows: commands } = await pool.query<{ id: string }>('select id from command');
  const stored = new Set(commands.map(({ id }) => id));
  const lost = [...journal.entries].filter(([id, entry]) => entry.accepted && !stored.has(id));
  const differing: string[] = [];
  for (const id of ids) differing.push(...(await verifyCase(pool, id)));
  return {
    'accepted commands lost': lost.map(([id, { instanceId, command }]) => `${instanceId} ${command.type} ${id}`),
    'calls without an answer': journal.faults,
    'rows differ from folded facts': differing,
    'cases given up': await texts('select id as what from instance where poisoned'),
    'messages on their way for ever': await texts(`select id as what from message where status = 'reserved'`),
    'messages published and not there': await texts(
      `select f.instance_id || ' ' || (f.body->>'messageId') as what from fact f where f.type = 'messagePublished' and not exists (select 1 from message m where m.id = f.body->>'messageId')`,
    ),
    'messages taken other than once': await texts(
      `select m.id || ' ' || m.status || ' ' || count(f.*) as what from message m left join fact f on f.type = 'messageReceived' and f.body->>'messageId' = m.id group by m.id, m.status having count(f.*) <> (m.status = 'delivered')::int`,
    ),
    'held messages whose time is over': await texts(
      `select m.id as what from message m, installation n where m.status = 'held' and m.expires_at < clock_timestamp() + (n.clock_offset_ms - 60000) * interval '1 millisecond'`,
    ),
    'subscriptions reserved for ever': await texts(
      `select instance_id || ' ' || id as what from message_subscription where status = 'reserved'`,
    ),
    'signals on their way for ever': await texts(
      `select signal_id || ' ' || receiver as what from signal_delivery where status = 'waiting'`,
    ),
    'signals taken by a case other than once': await texts(
      `select d.signal_id || ' ' || d.receiver as what from signal_delivery d where d.status = 'delivered' and (select count(*) from command c where c.id = 'signal/' || d.signal_id || '/' || d.receiver) <> 1`,
    ),
    'chains longer than they may be': await texts(
      `select chain || ' ' || max(hops) as what from (${thrownSql}) t group by chain having max(hops) >= ${limits.hops}`,
    ),
    'chains stopped too early': await texts(
      `select f.instance_id || ' ' || f.number || ' ' || t.chain || ' ' || t.thrown as what from fact f
        join (select chain, count(*) filter (where hops >= ${countedHop}) as thrown from (${thrownSql}) r group by chain) t
          on f.body->'incident'->>'message' like '%began with "' || t.chain || '" has thrown%'
        where f.type = 'incidentRaised' and f.body->'incident'->>'code' = 'chainLimit' and t.thrown < ${limits.chain}`,
    ),
    'jobs neither done nor told': await texts(`select key || ' ' || status as what from job where status in ('waiting', 'begun')`),
    'jobs done other than once': await texts(
      `select j.key || ' ' || count(f.*) as what from job j left join fact f on f.instance_id = j.instance_id and f.type = 'jobCompleted' and f.body->>'job' = j.key where j.status = 'done' group by j.key having count(f.*) <> 1`,
    ),
    'jobs failed without an incident': await texts(
      `select j.key as what from job j where j.status in ('failed', 'uncertain') and not exists (select 1 from fact f where f.instance_id = j.instance_id and f.type = 'incidentRaised' and f.body->'incident'->'trigger'->>'job' = j.key) and not exists (select 1 from fact f where f.instance_id = j.instance_id and f.type = 'errorThrown')`,
    ),
    'timers overdue': await texts(
      `select i.id as what from instance i, installation n where i.status = 'open' and i.due_at < clock_timestamp() + (n.clock_offset_ms - 120000) * interval '1 millisecond'`,
    ),
    'errands left': await texts(
      `select instance_id || ' ' || number || ' ' || kind as what from effect where done_at is null and kind in ('publishMessage', 'deliverMessage', 'changeRecord')`,
    ),
    'open cases with nothing that could move them': await texts(
      `select i.id as what from instance i where i.status = 'open' and not exists (select 1 from user_task t where t.instance_id = i.id and t.status = 'open') and not exists (select 1 from timer t where t.instance_id = i.id and t.status = 'armed') and not exists (select 1 from job j where j.instance_id = i.id and j.status in ('waiting', 'begun')) and not exists (select 1 from incident n where n.instance_id = i.id and n.status = 'open')`,
    ),
    'workflows unlike their cases': await compareWorkflows(pool, temporalAddress),
  };
}
