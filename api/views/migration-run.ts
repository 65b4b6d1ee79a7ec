import { type BatchRow, countItems, getBatch } from '../../db/queries/batches.ts';
import { type CaseToMove, isMove, undoneBy } from '../../db/queries/migrations.ts';
import type { Command, CompiledPackage, MigrationPlan } from '../../engine/contract/index.ts';
import { maskedName, maskOf } from '../access/policy.ts';
import type { Reader } from '../access/reader.ts';
import { actorOf } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import { reasonsOf, reasonView, type StayReason } from './migration-text.ts';

const atATime = 4;

export interface Tried {
  case: CaseToMove;
  /** Null = it can be moved. */
  reasons: StayReason[] | null;
}

/** A dry run of the very command that moves a case, on what is stored now; nothing is written. */
export async function tryMoves({ door }: ApiContext, reader: Reader, cases: CaseToMove[], command: Command): Promise<Tried[]> {
  const tried: Tried[] = [];
  for (let at = 0; at < cases.length; at += atATime) {
    const part = cases.slice(at, at + atATime);
    const results = await Promise.all(part.map(({ id }) => door.tryCommand({ instanceId: id, command, actor: actorOf(reader) })));
    for (const [index, result] of results.entries()) {
      const each = part[index] as CaseToMove;
      tried.push({ case: each, reasons: result.ok ? null : reasonsOf(result.rejection) });
    }
  }
  return tried;
}

export function stayingView(
  { id: instanceId, recordId, title }: Pick<CaseToMove, 'id' | 'recordId' | 'title'>,
  reasons: StayReason[],
  pkg: CompiledPackage | undefined,
  reader: Reader,
) {
  const name = title === null ? null : maskedName(maskOf(reader), title);
  return { instanceId, recordId, title: name, reasons: reasons.map((reason) => reasonView(reason, pkg, reader.locale)) };
}

export interface MoveParameters {
  action: 'migrate' | 'undoMigration';
  packageHash: string;
  plan?: MigrationPlan['elements'];
  waits?: MigrationPlan['waits'];
}

export interface MoveFilter {
  package: string;
  from: number;
  to: number;
  /** Of a move: only these cases. */
  ids?: string[];
  /** Of an undo: the migration it takes back. */
  undoes?: string;
}

export async function findMove({ db }: ApiContext, id: string): Promise<BatchRow | undefined> {
  const row = await getBatch(db, id);
  return isMove(row) && 'from' in (row.filter as object) ? row : undefined;
}

export async function moveView(context: ApiContext, row: BatchRow) {
  const { package: process, from, to } = row.filter as unknown as MoveFilter;
  const undone = row.action === 'migrate' ? await undoneBy(context.db, row.id) : undefined;
  return {
    id: row.id,
    kind: row.action === 'migrate' ? ('move' as const) : ('undo' as const),
    process,
    from,
    to,
    status: row.status,
    by: (await context.people.namer())(row.createdBy),
    at: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    counts: await countItems(context.db, row.id),
    undone: undone ? { migration: undone.id, status: undone.status, done: undone.done } : null,
  };
}
