import type { Queryable } from '../queryable.ts';

export interface ClockReading {
  /** Postgres' own clock, epoch milliseconds. */
  database_ms: number;
  offset_ms: number;
}

export async function readClock(queryable: Queryable): Promise<ClockReading> {
  const { rows } = await queryable.query<ClockReading>({
    name: 'read_clock',
    text: 'select extract(epoch from clock_timestamp())::float8 * 1000 as database_ms, clock_offset_ms as offset_ms from installation',
    values: [],
  });
  return rows[0] as ClockReading;
}

/** Moves the product's clock; tests and the demo only. */
export async function moveOffset(queryable: Queryable, ms: number): Promise<void> {
  await queryable.query({ text: 'update installation set clock_offset_ms = clock_offset_ms + $1', values: [Math.round(ms)] });
}

export async function readEpoch(queryable: Queryable): Promise<string> {
  const { rows } = await queryable.query<{ epoch: string }>({ name: 'read_epoch', text: 'select epoch from installation', values: [] });
  return rows[0]?.epoch ?? '';
}

export async function renewEpoch(queryable: Queryable): Promise<string> {
  const { rows } = await queryable.query<{ epoch: string }>({
    text: 'update installation set epoch = gen_random_uuid() returning epoch',
    values: [],
  });
  return rows[0]?.epoch ?? '';
}

/** @returns false when it was the newest already. */
export async function setDeployment(queryable: Queryable, deployment: string): Promise<boolean> {
  const { rows } = await queryable.query({
    text: 'update installation set deployment = $1 where deployment is distinct from $1 returning 1',
    values: [deployment],
  });
  return rows.length > 0;
}

/** Keeps the heartbeat workflow's counter. @returns the one kept before: a higher one means that Temporal is older than Postgres. */
export async function keepHeartbeat(queryable: Queryable, counter: number): Promise<number> {
  const { rows } = await queryable.query<{ before: number }>({
    name: 'keep_heartbeat',
    text: `with before as (select heartbeat from installation for update)
      update installation i set heartbeat = greatest(i.heartbeat, $1), heartbeat_at = clock_timestamp() from before returning before.heartbeat as before`,
    values: [counter],
  });
  return rows[0]?.before ?? 0;
}
