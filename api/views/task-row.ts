import type { TaskListRow } from '../../db/queries/task-row.ts';
import type { CompiledPackage } from '../../engine/contract/index.ts';
import { maskedName, maskOf } from '../access/policy.ts';
import type { Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import type { Sla, TaskRow } from '../contract/index.ts';
import { numberedId } from '../http/numbered-id.ts';
import { findElement, stageView, words } from './packages.ts';
import { roundsOfTasks } from './rounds.ts';
import { zoneOf } from './zones.ts';

/** How a deadline stands at `now`. */
export function slaOf(dueAt: Date | null, warnAt: Date | null, now: number, pausedAt: Date | null = null): Sla {
  if (!dueAt && pausedAt) return { state: 'paused', dueAt: null, warnAt: null };
  const state = !dueAt ? 'none' : dueAt.getTime() < now ? 'late' : warnAt && warnAt.getTime() <= now ? 'atRisk' : 'onTime';
  return { state, dueAt: iso(dueAt), warnAt: iso(warnAt) };
}

export function iso(at: Date): string;
export function iso(at: Date | null): string | null;
export function iso(at: Date | null): string | null {
  return at ? at.toISOString() : null;
}

/** Rows of lists of work in the reader's words: names from the package each case is pinned to. */
export async function taskRows<Row extends TaskListRow>(context: ApiContext, reader: Reader, rows: Row[]): Promise<TaskRow[]> {
  const packages = await context.packages.getAll(rows.map((row) => row.packageHash));
  const [person, rounds, processName] = await Promise.all([
    context.people.namer(),
    roundsOfTasks(context, reader, rows, packages),
    processNames(context, reader, rows, packages),
  ]);
  const mask = maskOf(reader);
  const now = context.now();
  return rows.map((row) => {
    const pkg = packages.get(row.packageHash);
    const element = findElement(pkg, row.element);
    const assignee = person(row.assignee);
    return {
      id: numberedId(row.instanceId, row.elementInstance),
      instanceId: row.instanceId,
      element: row.element,
      name: words(pkg, reader.locale, element?.name ?? row.name),
      round: rounds.get(numberedId(row.instanceId, row.elementInstance)) ?? null,
      process: processName(row),
      stage: stageView(pkg, reader.locale, row.stage),
      record:
        row.recordId && row.recordType
          ? {
              id: row.recordId,
              type: row.recordType,
              title: maskedName(mask, row.recordTitle ?? ''),
              number: row.recordNumber === null ? null : String(row.recordNumber),
            }
          : null,
      contact: contactOf(row, mask.contacts),
      assignee,
      groups: row.groups,
      priority: row.priority,
      followUpAt: iso(row.followUpAt),
      createdAt: row.createdAt.toISOString(),
      sla: slaOf(row.dueAt, row.warnAt, now, row.pausedAt),
      heldBy: assignee && assignee.id !== reader.id ? { ...assignee, until: null } : null,
    };
  });
}

/** What the process of the case is called: a task of a called process belongs to the case all the same. */
async function processNames(context: ApiContext, reader: Reader, rows: TaskListRow[], packages: Map<string, CompiledPackage>) {
  const callers = new Map<string, CompiledPackage | undefined>();
  for (const { packageKey, packageHash } of rows)
    if (packages.get(packageHash)?.key !== packageKey && !callers.has(packageKey))
      callers.set(packageKey, await context.packages.newestOf(packageKey));
  return ({ packageKey, packageHash }: TaskListRow) => {
    const own = packages.get(packageHash);
    const pkg = own?.key === packageKey ? own : callers.get(packageKey);
    return words(pkg, reader.locale, pkg?.name ?? packageKey);
  };
}

function contactOf(row: TaskListRow, masked: boolean): TaskRow['contact'] {
  if (!row.contactName && !row.contactPhone && !row.organisation) return null;
  return {
    name: masked ? '' : (row.contactName ?? ''),
    organisation: row.organisation,
    phone: masked ? null : row.contactPhone,
    zone: zoneOf(row.contactCountry),
  };
}
