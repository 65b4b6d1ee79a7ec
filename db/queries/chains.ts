import type { Queryable } from '../queryable.ts';

/** What a chain may throw beyond its limit for each case that it found waiting. */
const forEachFound = 10;

export interface ChainCount {
  chain: string;
  /** Hop from which on what was thrown counts. */
  from: number;
  limit: number;
}

/**
 * How many signals and messages may still be thrown in a chain. One that found many cases waiting may throw more; those it started itself
 * give it nothing.
 */
export async function readLeft(queryable: Queryable, { chain, from, limit }: ChainCount): Promise<number> {
  const { rows } = await queryable.query<{ thrown: number }>({
    name: 'chain_thrown',
    text: `select count(*)::integer as thrown from (
      (select 1 from signal where chain = $1 and hops >= $2 limit $3) union all (select 1 from message where chain = $1 and hops >= $2 limit $3)) t`,
    values: [chain, from, limit],
  });
  const thrown = rows[0]?.thrown ?? 0;
  return thrown < limit ? limit - thrown : readLeftOfWide(queryable, { chain, from, limit });
}

async function readLeftOfWide(queryable: Queryable, { chain, from, limit }: ChainCount): Promise<number> {
  const { rows } = await queryable.query<{ thrown: number; found: number }>({
    name: 'chain_wide',
    text: `with told as (
        select d.receiver as id, d.package_key is not null as started from signal s join signal_delivery d on d.signal_id = s.id
        where s.chain = $1 or s.id = $1
        union all
        select instance_id, subscription_id is null from message where instance_id is not null and (chain = $1 or id = $1))
      select (select count(*) from signal where chain = $1 and hops >= $2)::integer
          + (select count(*) from message where chain = $1 and hops >= $2)::integer as thrown,
        (select count(*) from (select id from told group by id having not bool_or(started)) found)::integer as found`,
    values: [chain, from],
  });
  const { thrown = 0, found = 0 } = rows[0] ?? {};
  return Math.max(0, limit + forEachFound * found - thrown);
}
