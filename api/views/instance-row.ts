import type { z } from 'zod';
import type { InstanceFilter, OperatedInstance } from '../../db/queries/operated-instances.ts';
import type { InstanceFilterBody, instanceRow } from '../contract/index.ts';

export function instanceView(row: OperatedInstance): z.infer<typeof instanceRow> {
  return {
    id: row.id,
    package: row.packageKey,
    version: row.packageVersion,
    process: row.process,
    status: row.status,
    stage: row.stage,
    suspendedAt: row.suspendedAt?.toISOString() ?? null,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    facts: row.factNumber,
    incidents: row.incidents,
    record: row.recordId ? { id: row.recordId, title: row.recordTitle ?? '' } : null,
  };
}

export function filterOf({ startedFrom, startedTo, ...filter }: InstanceFilterBody): InstanceFilter {
  return {
    ...filter,
    ...(startedFrom === undefined ? {} : { startedFrom: new Date(startedFrom) }),
    ...(startedTo === undefined ? {} : { startedTo: new Date(startedTo) }),
  };
}

/** The cases an operation is meant for: a restart takes over all records of a case, so all must be within reach. */
export function casesOf(filter: InstanceFilterBody, { action }: { action: string }): InstanceFilter {
  return { ...filterOf(filter), ...(action === 'restart' ? { wholly: true } : {}) };
}
