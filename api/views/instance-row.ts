import type { z } from 'zod';
import type { InstanceFilter, OperatedInstance } from '../../db/queries/operated-instances.ts';
import type { CompiledPackage } from '../../engine/contract/index.ts';
import type { Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import type { InstanceFilterBody, instanceRow, Locale } from '../contract/index.ts';
import { findElement, words } from './packages.ts';

/** Rows of lists of cases, with the names that the reader knows things by. */
export async function instanceRows(deps: ApiContext, reader: Reader, rows: OperatedInstance[]): Promise<z.infer<typeof instanceRow>[]> {
  const packages = await deps.packages.getAll(rows.map((row) => row.packageHash));
  return rows.map((row) => {
    const pkg = packages.get(row.packageHash);
    return {
      ...instanceView(row),
      processName: words(pkg, reader.locale, pkg?.name ?? row.packageKey),
      steps: stepsOf(pkg, reader.locale, row.standsAt),
    };
  });
}

/** Elements by id, each with its name. */
export function stepsOf(pkg: CompiledPackage | undefined, locale: Locale, ids: string[]): { id: string; name: string | null }[] {
  return ids.map((id) => {
    const name = findElement(pkg, id)?.name;
    return { id, name: name ? words(pkg, locale, name) : null };
  });
}

/** All but the names. */
export function instanceView(row: OperatedInstance): Omit<z.infer<typeof instanceRow>, 'processName' | 'steps'> {
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

export function filterOf({ startedFrom, startedTo, all: _all, ...filter }: InstanceFilterBody & { all?: true }): InstanceFilter {
  return {
    ...filter,
    ...(startedFrom === undefined ? {} : { startedFrom: new Date(startedFrom) }),
    ...(startedTo === undefined ? {} : { startedTo: new Date(startedTo) }),
  };
}

/** The cases an operation is meant for: a restart takes over all records of a case, so all must be within reach. */
export function casesOf(filter: InstanceFilterBody & { all?: true }, { action }: { action: string }): InstanceFilter {
  return { ...filterOf(filter), ...(action === 'restart' ? { wholly: true } : {}) };
}
