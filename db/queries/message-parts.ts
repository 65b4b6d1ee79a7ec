import type { Queryable } from '../queryable.ts';

const part = `id, name, correlation_key, payload, content_hash, published_at, published_by, source_instance, paused, expires_at, status, part_of, chain, hops`;
const own = `m.name, m.correlation_key, m.payload, m.content_hash, m.published_at, m.published_by, m.source_instance, m.paused`;
/** One chain, however many get it. */
const chain = `coalesce(m.chain, m.id), coalesce(m.hops, 0)`;
/** Its receiver is known and waits: it is not lost because he is suspended, or takes another message first. */
const longer = `greatest(m.expires_at, m.published_at + interval '1 day')`;

/** Cases that wait for a message now, whether or not another one is on its way to them. */
export async function whoWaits(trx: Queryable, messageId: string): Promise<string[]> {
  const { rows } = await trx.query<{ instance_id: string }>({
    text: `select distinct s.instance_id from message m join message_subscription s
      on s.name = m.name and s.correlation_key = m.correlation_key and s.status <> 'closed' where m.id = $1`,
    values: [messageId],
  });
  return rows.map((row) => row.instance_id);
}

/**
 * Makes of a message to all one for each subscription that waits, and promises it at once to those that no other message is on its way to. The
 * caller holds the lock of (name, key) and the rows of these instances. Returns the errands that deliver, and how many parts there are.
 */
export async function spreadMessage(
  trx: Queryable,
  messageId: string,
  at: Date,
): Promise<{ parts: number; errands: { instance_id: string; number: number }[] }> {
  const made = await trx.query({
    text: `insert into message (${part}, for_instance, for_subscription)
      select m.id || '/' || s.instance_id || ':' || s.id, ${own}, ${longer}, 'held', m.id, ${chain}, s.instance_id, s.id
      from message m join message_subscription s on s.name = m.name and s.correlation_key = m.correlation_key and s.status <> 'closed'
      where m.id = $1 on conflict (id) do nothing returning id`,
    values: [messageId],
  });
  const { rows } = await trx.query<{ instance_id: string; number: number }>({
    text: `with part as (
        select m.id, s.instance_id, s.id as subscription, row_number() over (partition by s.instance_id order by s.id) as nth,
          count(*) over (partition by s.instance_id) as total
        from message m join message_subscription s on s.instance_id = m.for_instance and s.id = m.for_subscription and s.status = 'open'
        where m.part_of = $1 and m.status = 'held'),
      taken as (
        update message_subscription s set status = 'reserved', message_id = part.id from part
        where s.instance_id = part.instance_id and s.id = part.subscription),
      promised as (
        update message m set status = 'reserved', instance_id = part.instance_id, subscription_id = part.subscription, attempts = m.attempts + 1
        from part where m.id = part.id),
      told as (
        update instance i set effect_number = i.effect_number + n.total from (select distinct instance_id, total from part) n
        where i.id = n.instance_id returning i.id, i.effect_number)
      insert into effect (instance_id, number, kind, body, created_at)
      select part.instance_id, told.effect_number - part.total + part.nth, 'deliverMessage',
        jsonb_build_object('messageId', part.id, 'subscription', part.subscription), $2 from part join told on told.id = part.instance_id
      returning instance_id, number`,
    values: [messageId, at],
  });
  return { parts: made.rows.length, errands: rows };
}

/** A part for each process that the message starts, promised to the case to be. Returns their ids. */
export async function spreadToStarts(
  trx: Queryable,
  messageId: string,
  instanceOf: (part: string, packageKey: string) => string,
): Promise<{ id: string; instanceId: string }[]> {
  const { rows } = await trx.query<{ package_key: string; process: string }>({
    text: `select distinct s.package_key, s.process from message m join message_start s on s.name = m.name where m.id = $1 order by 1, 2`,
    values: [messageId],
  });
  const parts = rows.map(({ package_key: key, process }) => {
    const id = `${messageId}/start:${key}:${process}`;
    return { id, key, process, instanceId: instanceOf(id, key) };
  });
  for (const { id, key, process, instanceId } of parts) {
    await trx.query({
      text: `insert into message (${part}, for_start, for_process, instance_id, attempts)
        select $2, ${own}, ${longer}, 'reserved', m.id, ${chain}, $3, $4, $5, 1 from message m where m.id = $1 on conflict (id) do nothing`,
      values: [messageId, id, key, process, instanceId],
    });
  }
  return parts.map(({ id, instanceId }) => ({ id, instanceId }));
}

/** Somebody begins to wait: he gets his part of the messages to all that are still held, one of each for a case. */
export async function partForNewcomer(
  trx: Queryable,
  subscription: { name: string; key: string; instanceId: string; id: number },
  now: Date,
): Promise<void> {
  await trx.query({
    text: `insert into message (${part}, for_instance, for_subscription)
      select m.id || '/' || $3 || ':' || $4::integer, ${own}, ${longer}, 'held', m.id, ${chain}, $3, $4::integer from message m
      where m.name = $1 and m.correlation_key = $2 and m.receivers = 'all' and m.status = 'held' and m.expires_at > $5
        and not exists (select 1 from message other where other.part_of = m.id and other.for_instance = $3) on conflict (id) do nothing`,
    values: [subscription.name, subscription.key, subscription.instanceId, subscription.id, now],
  });
}
