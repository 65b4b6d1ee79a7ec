import type { LockSet } from '../db/queries/locks.ts';
import type { Accepted } from '../engine/contract/index.ts';
import type { Basis, DoorRequest } from './door-context.ts';
import { waitsAnew } from './waits-anew.ts';

export type Locks = LockSet;

/**
 * What one statement cannot guard: a subscription that a held message may be waiting for, and a record that other instances own,
 * which change in the same transaction. Undefined = the fast path may commit.
 */
export function locksNeeded(accepted: Accepted, basis: Basis, request: DoorRequest): Locks | undefined {
  const keys = waitsAnew(accepted).map(({ messageName: name, correlationKey: key }) => ({ name, key }));
  const changed = new Set(accepted.facts.flatMap((fact) => (fact.type === 'recordChanged' ? [fact.record.id] : [])));
  const owners = request.echo ? [] : basis.records.flatMap((record) => (changed.has(record.id) ? record.owners : []));
  if (keys.length === 0 && owners.length === 0) return undefined;
  return {
    keys,
    records: basis.records.filter((record) => !record.create).map((record) => record.id),
    instances: [...new Set([basis.instanceId, ...owners])],
  };
}

export function isCovered(needed: Locks, held: Locks): boolean {
  const keys = new Set(held.keys.map(({ name, key }) => JSON.stringify([name, key])));
  return (
    needed.keys.every(({ name, key }) => keys.has(JSON.stringify([name, key]))) &&
    needed.records.every((id) => held.records.includes(id)) &&
    needed.instances.every((id) => held.instances.includes(id))
  );
}

export function union(a: Locks, b: Locks): Locks {
  return {
    keys: [...a.keys, ...b.keys],
    records: [...new Set([...a.records, ...b.records])],
    instances: [...new Set([...a.instances, ...b.instances])],
  };
}
