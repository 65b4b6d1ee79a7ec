import type { Chain, Variables } from '../../engine/contract/index.ts';
import type { Queryable } from '../queryable.ts';
import type { MessageStatus } from '../tables/message.ts';
import { partForNewcomer } from './message-parts.ts';

export interface MessageRow {
  id: string;
  name: string;
  correlation_key: string;
  payload: Variables;
  content_hash: Buffer;
  published_by: string;
  expires_at: Date;
  status: MessageStatus;
  instance_id: string | null;
  subscription_id: number | null;
  refused: string[];
  receivers: 'one' | 'all';
  /** Of a message to all, the one who waits or is started that this part is for. */
  for_instance: string | null;
  for_subscription: number | null;
  for_start: string | null;
  for_process: string | null;
  chain: string | null;
  hops: number | null;
}

const columns =
  'id, name, correlation_key, payload, content_hash, published_by, expires_at, status, instance_id, subscription_id, refused, receivers, for_instance, for_subscription, for_start, for_process, chain, hops';

export async function insertMessage(
  trx: Queryable,
  message: {
    id: string;
    name: string;
    key: string;
    payload: Variables;
    hash: Buffer;
    at: Date;
    expiresAt: Date;
    by: string;
    source: string | null;
    receivers: 'one' | 'all';
    chain?: Chain;
  },
): Promise<boolean> {
  const { rows } = await trx.query({
    text: `insert into message (id, name, correlation_key, payload, content_hash, published_at, expires_at, published_by, source_instance, receivers, status, chain, hops)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'held', $11, $12) on conflict (id) do nothing returning id`,
    values: [
      message.id,
      message.name,
      message.key,
      JSON.stringify(message.payload),
      message.hash,
      message.at,
      message.expiresAt,
      message.by,
      message.source,
      message.receivers,
      message.chain?.id ?? null,
      message.chain?.hops ?? null,
    ],
  });
  return rows.length > 0;
}

export async function readMessage(queryable: Queryable, id: string): Promise<MessageRow | undefined> {
  const { rows } = await queryable.query<MessageRow>({ text: `select ${columns} from message where id = $1`, values: [id] });
  return rows[0];
}

/** The longest waiting subscription that has not refused this message; one of a suspended case when there is no other. */
export async function findSubscription(
  trx: Queryable,
  message: Pick<MessageRow, 'name' | 'correlation_key' | 'refused' | 'for_instance' | 'for_subscription'>,
): Promise<{ instance_id: string; id: number } | undefined> {
  const { rows } = await trx.query<{ instance_id: string; id: number }>({
    text: `select s.instance_id, s.id from message_subscription s join instance i on i.id = s.instance_id
      where s.name = $1 and s.correlation_key = $2 and s.status = 'open' and not (s.instance_id || ':' || s.id = any($3::text[]))
        and ($4::text is null or (s.instance_id = $4 and s.id = $5::integer))
      order by (i.suspended_at is not null), s.opened_at, s.instance_id, s.id limit 1`,
    values: [message.name, message.correlation_key, message.refused, message.for_instance, message.for_subscription],
  });
  return rows[0];
}

/** Start event of the newest version of a package that this message opens. */
export async function findStart(
  trx: Queryable,
  message: Pick<MessageRow, 'name' | 'refused' | 'for_instance' | 'for_start' | 'for_process'>,
): Promise<{ package_key: string; process: string; element: string } | undefined> {
  const { rows } = await trx.query<{ package_key: string; process: string; element: string }>({
    text: `select package_key, process, element from message_start
      where name = $1 and $3::text is null and not ('start:' || package_key = any($2::text[]))
        and ($4::text is null or (package_key = $4 and process = $5)) order by package_key, process, element limit 1`,
    values: [message.name, message.refused, message.for_instance, message.for_start, message.for_process],
  });
  return rows[0];
}

/**
 * Promises the message to a subscription and writes the errand that delivers it. Undefined = the subscription was closed meanwhile.
 * The caller holds the lock of (name, key) and the instance's row.
 */
export async function reserveMessage(
  trx: Queryable,
  request: { messageId: string; instanceId: string; subscription: number; at: Date },
): Promise<number | undefined> {
  const { rows } = await trx.query<{ number: number }>({
    text: `with taken as (
        update message_subscription set status = 'reserved', message_id = $1 where instance_id = $2 and id = $3 and status = 'open' returning 1),
      promised as (
        update message m set status = 'reserved', instance_id = $2, subscription_id = $3, attempts = attempts + 1
        from taken where m.id = $1 and m.status = 'held' returning m.id),
      told as (update instance i set effect_number = effect_number + 1 from promised where i.id = $2 returning i.effect_number)
      insert into effect (instance_id, number, kind, body, created_at)
      select $2, told.effect_number, 'deliverMessage', jsonb_build_object('messageId', $1::text, 'subscription', $3::integer), $4 from told
      returning number`,
    values: [request.messageId, request.instanceId, request.subscription, request.at],
  });
  return rows[0]?.number;
}

export async function reserveForStart(trx: Queryable, messageId: string, instanceId: string): Promise<void> {
  await trx.query({
    text: `update message set status = 'reserved', instance_id = $2, subscription_id = null, attempts = attempts + 1 where id = $1`,
    values: [messageId, instanceId],
  });
}

/** The command that was to take it was only stopped: it stays promised, for the next attempt. False = that was so as often as it may be. */
export async function stayPromised(queryable: Queryable, messageId: string, most: number): Promise<boolean> {
  const { rows } = await queryable.query({
    text: `update message set attempts = attempts + 1 where id = $1 and status = 'reserved' and attempts < $2 returning 1`,
    values: [messageId, most],
  });
  return rows.length > 0;
}

/** Oldest message kept for a subscription that opens now. */
export async function findHeld(
  trx: Queryable,
  subscription: { name: string; key: string; instanceId: string; id: number },
  now: Date,
): Promise<string | undefined> {
  await partForNewcomer(trx, subscription, now);
  const { rows } = await trx.query<{ id: string }>({
    text: `select id from message where name = $1 and correlation_key = $2 and status = 'held' and expires_at > $3
      and not ($4 = any(refused)) and receivers = 'one' and for_start is null
      and (for_instance is null or (for_instance = $5 and for_subscription = $6::integer)) order by published_at, id limit 1`,
    values: [
      subscription.name,
      subscription.key,
      now,
      `${subscription.instanceId}:${subscription.id}`,
      subscription.instanceId,
      subscription.id,
    ],
  });
  return rows[0]?.id;
}

/** Taken. True = its subscription takes more than one message (a boundary that does not interrupt) and waits again. */
export async function settleDelivered(queryable: Queryable, messageId: string, instanceId: string, at: Date): Promise<boolean> {
  const { rows } = await queryable.query<{ reopened: boolean }>({
    text: `with settled as (
        update message set status = 'delivered', settled_at = $3 where id = $1 and instance_id = $2 and status = 'reserved' returning 1),
      reopened as (
        update message_subscription set status = 'open', message_id = null
        where instance_id = $2 and message_id = $1 and status = 'reserved' returning 1)
      select exists (select 1 from reopened) as reopened from (select count(*) from settled) s`,
    values: [messageId, instanceId, at],
  });
  return rows[0]?.reopened ?? false;
}

/** Whom a message is promised to; `subscription` null = a case that it starts. */
export interface MessagePromise {
  messageId: string;
  instanceId: string;
  subscription: number | null;
}

/**
 * Takes a refused promise back: the message is held again (or expires), the subscription waits again if it is still there. Undefined =
 * it is not promised so any more: another process took it back first, and may have promised it to somebody else since.
 */
export async function takeBack(trx: Queryable, promise: MessagePromise, by: string, now: Date): Promise<MessageRow | undefined> {
  const { messageId, instanceId, subscription } = promise;
  await trx.query({
    text: `update message_subscription set status = 'open', message_id = null
      where message_id = $1 and instance_id = $2 and id = $3 and status = 'reserved'`,
    values: [messageId, instanceId, subscription],
  });
  const { rows } = await trx.query<MessageRow>({
    text: `update message set refused = refused || $2::text, instance_id = null, subscription_id = null,
        status = case when expires_at > $3 then 'held' else 'expired' end, settled_at = case when expires_at > $3 then null else $3 end
      where id = $1 and status = 'reserved' and instance_id = $4 and subscription_id is not distinct from $5::integer
      returning ${columns}`,
    values: [messageId, by, now, instanceId, subscription],
  });
  return rows[0];
}

/**
 * A case that was suspended since waits again: the time to live of what was published for it meanwhile stood still. Each moment counts once,
 * however many cases or subscriptions of (name, key) were suspended then. The caller holds the locks of (name, key) and of the instance.
 */
export async function prolongHeld(
  trx: Queryable,
  subscription: { name: string; key: string },
  pause: { from: Date; to: Date },
): Promise<void> {
  await trx.query({
    text: `update message m set paused = m.paused + p.pause, expires_at = m.expires_at
        + (select coalesce(sum(upper(r) - lower(r)), '0') from unnest(p.pause - m.paused) r)
      from (select id, tstzmultirange(tstzrange(greatest($3::timestamptz, published_at), $4::timestamptz)) as pause from message
        where name = $1 and correlation_key = $2 and status = 'held' and expires_at > $3 and expires_at > published_at and published_at < $4) p
      where m.id = p.id`,
    values: [subscription.name, subscription.key, pause.from, pause.to],
  });
}

/** A message to all that somebody got was not in vain. */
const overOrUnheard = `case when receivers = 'all' and exists (select 1 from message part where part.part_of = m.id) then 'delivered' else 'expired' end`;

/** Marks what nobody received in time; returns how many. What waits for a suspended case does not grow older. */
export async function expireMessages(queryable: Queryable, now: Date): Promise<number> {
  const { rows } = await queryable.query({
    text: `update message m set status = ${overOrUnheard}, settled_at = expires_at where status = 'held' and expires_at <= $1
      and not exists (select 1 from message_subscription s join instance i on i.id = s.instance_id
        where s.name = m.name and s.correlation_key = m.correlation_key and s.status <> 'closed' and i.suspended_at is not null) returning id`,
    values: [now],
  });
  return rows.length;
}

export async function expireMessage(trx: Queryable, messageId: string, now: Date): Promise<void> {
  await trx.query({
    text: `update message m set status = ${overOrUnheard}, settled_at = $2 where id = $1 and status = 'held'`,
    values: [messageId, now],
  });
}

/** Messages promised to an instance that was to be started, and was not: their publisher died in between. */
export async function unfinishedStarts(queryable: Queryable, limit: number): Promise<string[]> {
  const { rows } = await queryable.query<{ id: string }>({
    text: `select id from message where status = 'reserved' and subscription_id is null order by published_at limit $1`,
    values: [limit],
  });
  return rows.map((row) => row.id);
}
