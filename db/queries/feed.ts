import type { Fact } from '../../engine/contract/index.ts';
import type { Queryable } from '../queryable.ts';

/** Where a reader of facts stands: `<xid>.<sequence>`; empty = from the beginning. */
export type FeedPosition = string;

export interface FeedFact {
  position: FeedPosition;
  instanceId: string;
  commandId: string | null;
  fact: Fact;
}

const beginning = { xid: '0', sequence: '0' };

/**
 * Facts after a position, in an order that never changes: by transaction, and only of transactions below every running one, so that a
 * later committer is not passed over.
 */
export async function readFacts(queryable: Queryable, after: FeedPosition, limit: number): Promise<FeedFact[]> {
  const { xid, sequence } = parsePosition(after);
  const { rows } = await queryable.query<FactRow>({
    name: 'feed_facts',
    text: `select instance_id, number, at, type, version, actor, team, cause, body, command_id, xid::text, sequence from fact
      where (xid, sequence) > ($1::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
      order by xid, sequence limit $3`,
    values: [xid, sequence, limit],
  });
  return rows.map((row) => ({
    position: `${row.xid}.${row.sequence}`,
    instanceId: row.instance_id,
    commandId: row.command_id,
    fact: factOf(row),
  }));
}

/** The position behind everything that is readable now: where a new reader begins. */
export async function feedEnd(queryable: Queryable): Promise<FeedPosition> {
  const { rows } = await queryable.query<{ xid: string; sequence: number }>({
    text: `select xid::text, sequence from fact where xid < pg_snapshot_xmin(pg_current_snapshot()) order by fact.xid desc, sequence desc limit 1`,
    values: [],
  });
  return rows[0] ? `${rows[0].xid}.${rows[0].sequence}` : '';
}

/** All facts of an instance, or those after a number, in order. */
export async function factsOf(queryable: Queryable, instanceId: string, after = 0): Promise<Fact[]> {
  const { rows } = await queryable.query<FactRow>({
    text: `select number, at, type, version, actor, team, cause, body from fact where instance_id = $1 and number > $2 order by number`,
    values: [instanceId, after],
  });
  return rows.map(factOf);
}

/** One fact by its number. */
export async function oneFact(queryable: Queryable, instanceId: string, number: number): Promise<Fact | undefined> {
  const { rows } = await queryable.query<FactRow>({
    text: 'select number, at, type, version, actor, team, cause, body from fact where instance_id = $1 and number = $2',
    values: [instanceId, number],
  });
  return rows[0] && factOf(rows[0]);
}

/** The newest fact of these types. */
export async function lastFactOf(queryable: Queryable, instanceId: string, types: readonly Fact['type'][]): Promise<Fact | undefined> {
  const { rows } = await queryable.query<FactRow>({
    text: `select number, at, type, version, actor, team, cause, body from fact where instance_id = $1 and type = any($2::text[])
      order by number desc limit 1`,
    values: [instanceId, types],
  });
  return rows[0] && factOf(rows[0]);
}

interface FactRow {
  instance_id: string;
  number: number;
  at: Date;
  type: string;
  version: number;
  actor: string;
  team: string | null;
  cause: number;
  body: object;
  command_id: string | null;
  xid: string;
  sequence: number;
}

function factOf(row: FactRow): Fact {
  const { number, at, type, version, actor, team, cause, body } = row;
  return { number, at: at.getTime(), actor, ...(team === null ? {} : { team }), cause, type, version, ...body } as Fact;
}

function parsePosition(position: FeedPosition): { xid: string; sequence: string } {
  const match = /^(\d{1,20})\.(\d{1,19})$/.exec(position);
  return match ? { xid: match[1] ?? '0', sequence: match[2] ?? '0' } : beginning;
}
