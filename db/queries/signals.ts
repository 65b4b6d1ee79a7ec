import type { Variables } from '../../engine/contract/index.ts';
import { receiversSql } from '../commit/signal-parts.ts';
import type { Queryable } from '../queryable.ts';

/** Throws a signal from outside. Undefined = its id is known; else how many receive it. */
export async function insertSignal(
  queryable: Queryable,
  signal: { id: string; name: string; payload: Variables; at: Date; by: string },
): Promise<number | undefined> {
  const { rows } = await queryable.query<{ made: boolean; receivers: number }>({
    text: `with thrown as (
      insert into signal (id, name, payload, thrown_at, thrown_by) values ($1, $2, $3, $4, $5) on conflict (id) do nothing
      returning id, name, thrown_at as at, source_instance as source),${receiversSql}
      select exists (select 1 from thrown) as made, ((select count(*) from signal_case) + (select count(*) from signal_begun))::integer as receivers`,
    values: [signal.id, signal.name, JSON.stringify(signal.payload), signal.at, signal.by],
  });
  return rows[0]?.made ? rows[0].receivers : undefined;
}

/** One that was thrown. */
export async function readSignal(
  queryable: Queryable,
  id: string,
): Promise<{ name: string; payload: Variables; thrownBy: string } | undefined> {
  const { rows } = await queryable.query<{ name: string; payload: Variables; thrownBy: string }>({
    text: 'select name, payload, thrown_by as "thrownBy" from signal where id = $1',
    values: [id],
  });
  return rows[0];
}

export interface DueDelivery {
  signal_id: string;
  receiver: string;
  package_key: string | null;
  package_version: number | null;
  process: string | null;
  attempts: number;
  name: string;
  payload: Variables;
  chain: string | null;
  hops: number | null;
}

/** Takes deliveries that are due, oldest first, for as long as `until`; whoever dies over them leaves them to the next. */
export async function claimDeliveries(
  queryable: Queryable,
  request: { signalId: string | null; now: Date; until: Date; limit: number },
): Promise<DueDelivery[]> {
  const { rows } = await queryable.query<DueDelivery>({
    name: `claim_deliveries_${request.signalId === null ? 'all' : 'one'}`,
    text: `with found as (
        select signal_id, receiver from signal_delivery where status = 'waiting' and due_at <= $1
          ${request.signalId === null ? 'and $4::text is null' : 'and signal_id = $4'} order by due_at limit $3 for no key update skip locked)
      update signal_delivery d set due_at = $2, attempts = d.attempts + 1 from found, signal s
      where d.signal_id = found.signal_id and d.receiver = found.receiver and s.id = d.signal_id
      returning d.signal_id, d.receiver, d.package_key, d.package_version, d.process, d.attempts, s.name, s.payload,
        s.chain, s.hops`,
    values: [request.now, request.until, request.limit, request.signalId],
  });
  return rows;
}

/** What became of one delivery; only one that still waits is changed, so that a late second carrier changes nothing. */
export async function settleDelivery(
  queryable: Queryable,
  delivery: { signalId: string; receiver: string },
  outcome: { status: 'delivered' | 'refused' | 'stopped'; reason?: string; incident?: number; at: Date },
): Promise<void> {
  await queryable.query({
    name: 'settle_delivery',
    text: `update signal_delivery set status = $3, reason = $4, incident = $5, settled_at = $6
      where signal_id = $1 and receiver = $2 and status = 'waiting'`,
    values: [delivery.signalId, delivery.receiver, outcome.status, outcome.reason ?? null, outcome.incident ?? null, outcome.at],
  });
}

/**
 * Not now, because the receiver is suspended: tried again then, or when it goes on. One that went on meanwhile is left as it is: the commit
 * with which it did has hurried it (`hurrySignals`), or will, since both take the receiver's row first.
 */
export async function postponeDelivery(
  queryable: Queryable,
  delivery: { signalId: string; receiver: string },
  until: Date,
  reason: string,
): Promise<void> {
  await queryable.query({
    name: 'postpone_delivery',
    text: `with suspended as materialized (select id from instance where id = $2 and suspended_at is not null for share)
      update signal_delivery d set due_at = $3, reason = $4 from suspended s
      where d.signal_id = $1 and d.receiver = s.id and d.status = 'waiting'`,
    values: [delivery.signalId, delivery.receiver, until, reason],
  });
}

/** What is kept for a receiver is due now: it was resumed, say. */
export async function hurryDeliveries(queryable: Queryable, receiver: string, now: Date): Promise<void> {
  await queryable.query({
    name: 'hurry_deliveries',
    text: `update signal_delivery set due_at = $2 where receiver = $1 and status = 'waiting' and due_at > $2`,
    values: [receiver, now],
  });
}

/** Whether a signal is kept for this receiver. */
export async function isAwaited(queryable: Queryable, receiver: string): Promise<boolean> {
  const { rows } = await queryable.query({
    name: 'is_awaited',
    text: `select 1 from signal_delivery where receiver = $1 and status in ('waiting', 'stopped') limit 1`,
    values: [receiver],
  });
  return rows.length > 0;
}

/** Deliveries whose incident was resolved wait again; those whose receiver ended meanwhile are refused. */
export async function reviveDeliveries(queryable: Queryable, now: Date): Promise<void> {
  await queryable.query({
    name: 'revive_deliveries',
    text: `update signal_delivery d set status = case when c.status = 'open' then 'waiting' else 'refused' end,
        incident = null, due_at = $1, settled_at = case when c.status = 'open' then null else $1::timestamptz end
      from incident i join instance c on c.id = i.instance_id
      where d.status = 'stopped' and i.instance_id = d.receiver and i.id = d.incident and (i.status = 'resolved' or c.status <> 'open')`,
    values: [now],
  });
}
