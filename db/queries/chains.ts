import type { Chain } from '../../engine/contract/index.ts';
import type { Queryable } from '../queryable.ts';

/** What a chain may throw beyond its limit for each case that it found waiting. */
const forEachFound = 10;

export interface ChainLimit {
  /** Hop from which on what was thrown counts. */
  from: number;
  limit: number;
}

/**
 * How many signals and messages may still be thrown, and cases started by jobs, in each of these chains, by id. One that found many cases waiting may throw more; those it
 * started itself give it nothing. Reads up to `limit` entries of a chain, and all of a wide one.
 */
export async function readLeft(queryable: Queryable, chains: string[], { from, limit }: ChainLimit): Promise<{ [chain: string]: number }> {
  const { rows } = await queryable.query<{ chain: string; thrown: number }>({
    name: 'chain_thrown',
    text: `select c.chain, (select count(*) from (
        (select 1 from signal s where s.chain = c.chain and s.hops >= $2 limit $3)
        union all (select 1 from message m where m.chain = c.chain and m.hops >= $2 limit $3)
        union all (select 1 from chain_start b where b.chain = c.chain and b.hops >= $2 limit $3)) t)::integer as thrown
      from unnest($1::text[]) c(chain)`,
    values: [chains, from, limit],
  });
  const left: { [chain: string]: number } = {};
  for (const { chain, thrown } of rows) {
    left[chain] = thrown < limit ? limit - thrown : await readLeftOfWide(queryable, chain, { from, limit });
  }
  return left;
}

async function readLeftOfWide(queryable: Queryable, chain: string, { from, limit }: ChainLimit): Promise<number> {
  const { rows } = await queryable.query<{ thrown: number; found: number }>({
    name: 'chain_wide',
    text: `with told as (
        select d.receiver as id, d.package_key is not null as started from signal s join signal_delivery d on d.signal_id = s.id
        where s.chain = $1 or s.id = $1
        union all
        select instance_id, subscription_id is null from message where instance_id is not null and (chain = $1 or id = $1))
      select (select count(*) from signal where chain = $1 and hops >= $2)::integer
          + (select count(*) from message where chain = $1 and hops >= $2)::integer
          + (select count(*) from chain_start where chain = $1 and hops >= $2)::integer as thrown,
        (select count(*) from (select id from told group by id having not bool_or(started)) found)::integer as found`,
    values: [chain, from],
  });
  const { thrown = 0, found = 0 } = rows[0] ?? {};
  return Math.max(0, limit + forEachFound * found - thrown);
}

/** The chain a job was made in; undefined = in none, or in none any more since a person had it run anew. Its key names the fact that made it. */
export async function chainOfJob(queryable: Queryable, job: string): Promise<Chain | undefined> {
  const at = job.lastIndexOf(':');
  const { rows } = await queryable.query<{ chain: Chain | null }>({
    name: 'chain_of_job',
    text: `select f.body -> 'chain' as chain from fact f where f.instance_id = $1 and f.number = $2::integer and f.type = 'jobCreated'
      and not exists (select 1 from fact r where r.instance_id = $1 and r.number > $2::integer and r.type = 'jobRetried' and r.body ->> 'job' = $3)`,
    values: [job.slice(0, at), Number(job.slice(at + 1)) || 0, job],
  });
  return rows[0]?.chain ?? undefined;
}

/** A job has started a case in this chain. */
export async function insertChainStart(queryable: Queryable, instanceId: string, { id, hops }: Chain): Promise<void> {
  await queryable.query({
    name: 'chain_start',
    text: 'insert into chain_start (instance_id, chain, hops) values ($1, $2, $3) on conflict (instance_id) do nothing',
    values: [instanceId, id, hops],
  });
}
