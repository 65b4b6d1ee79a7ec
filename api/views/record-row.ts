import type { RecordListRow } from '../../db/queries/record-list.ts';
import { maskedName, maskOf } from '../access/policy.ts';
import type { Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import type { RecordRow } from '../contract/index.ts';
import { findElement, stageView, words } from './packages.ts';
import { iso, slaOf } from './task-row.ts';

/** Rows of record lists in the reader's words. Stages are those of the newest version, steps those of the case's own. */
export async function recordRows<Row extends RecordListRow>(context: ApiContext, reader: Reader, rows: Row[]): Promise<RecordRow[]> {
  const hashes = rows.flatMap((row) => row.stepHash ?? []);
  const [types, packages, person] = await Promise.all([
    context.packages.byRecordType(),
    context.packages.getAll(hashes),
    context.people.namer(),
  ]);
  const mask = maskOf(reader);
  const now = context.now();
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    number: String(row.number),
    title: maskedName(mask, row.title),
    stage: stageView(types.get(row.type), reader.locale, row.stage),
    status: row.status,
    owner: person(row.owner),
    amount: row.amount,
    organisation: row.organisation,
    contact: mask.contacts ? null : row.contactName,
    nextStep: nextStepOf(row),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }));

  function nextStepOf(row: Row): RecordRow['nextStep'] {
    if (!row.stepHash || !row.stepElement) return null;
    const pkg = packages.get(row.stepHash);
    const name = findElement(pkg, row.stepElement)?.name ?? row.stepName ?? row.stepElement;
    return {
      name: words(pkg, reader.locale, name),
      assignee: person(row.stepAssignee),
      followUpAt: iso(row.stepFollowUpAt),
      sla: slaOf(row.stepDueAt, row.stepWarnAt, now),
    };
  }
}
