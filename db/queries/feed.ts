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

/** The newest move of a case to another version that was not taken back. */
export async function standingMigration(queryable: Queryable, instanceId: string): Promise<Fact | undefined> {
  const { rows } = await queryable.query<FactRow>({
    text: `select number, at, type, version, actor, team, cause, body from fact f where instance_id = $1 and type = 'instanceMigrated'
      and not exists (select 1 from fact u where u.instance_id = $1 and u.type = 'migrationUndone' and (u.body ->> 'migration')::integer = f.number)
      order by number desc limit 1`,
    values: [instanceId],
  });
  return rows[0] && factOf(rows[0]);
}

/** Number of the `instanceMigrated` that a command wrote; undefined = it wrote none. */
export async function migrationOf(queryable: Queryable, commandId: string): Promise<number | undefined> {
  const { rows } = await queryable.query<{ number: number }>({
    text: `select f.number from command c join fact f on f.instance_id = c.instance_id and f.number between c.first_fact and c.last_fact
      where c.id = $1 and f.type = 'instanceMigrated'`,
    values: [commandId],
  });
  return rows[0]?.number;
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
