import { call } from '../code/calls.ts';
import { Stop } from '../run/failure.ts';
import type { Run } from '../run/run.ts';
import { compare as compareValues, same } from '../values/compare.ts';
import type { FeelFunction } from '../values/feel-function.ts';
import { type FeelNumber, integer, truncated } from '../values/number.ts';
import { overload, Refused } from './define.ts';

export const listFunctions = [
  overload('list contains(list: list, element: any) -> boolean', (run, list: unknown[], element: unknown) => {
    run.charge(list.length >> 3);
    return list.some((item) => same(item, element, run));
  }),
  overload(
    'list replace(list: list, position: number, newItem: any) -> list',
    (_run, list: unknown[], position: FeelNumber, newItem: unknown) => {
      const at = place(list, position);
      return at === null ? noPlace(list) : list.map((item, index) => (index === at ? newItem : item));
    },
  ),
  overload(
    'list replace(list: list, match: function, newItem: any) -> list',
    (run, list: unknown[], match: FeelFunction, newItem: unknown) => {
      run.charge(list.length);
      const replaced: unknown[] = [];
      for (const item of list) {
        const matches = call(run, match, [item, newItem], 0);
        if (typeof matches !== 'boolean') return new Refused('the match gives true or false');
        replaced.push(matches ? newItem : item);
      }
      return replaced;
    },
  ),
  overload('count(list: list) -> number', (_run, list: unknown[]) => list.length),
  overload('sublist(list: list, start position: number, length?: number) -> list', sublist),
  overload('append(list: list) -> list', (_run, list: unknown[]) => list),
  overload('append(...items) -> list', (run, [list, ...items]: unknown[]) =>
    list === null || list === undefined ? null : concatenated(run, [list, items]),
  ),
  overload('concatenate(...lists) -> list', (run, lists: unknown[]) => (lists.includes(null) ? null : concatenated(run, lists))),
  overload(
    'insert before(list: list, position: number, newItem: any) -> list',
    (_run, list: unknown[], position: FeelNumber, newItem: unknown) => {
      const at = place(list, position);
      return at === null ? noPlace(list) : [...list.slice(0, at), newItem, ...list.slice(at)];
    },
  ),
  overload('remove(list: list, position: number) -> list', (_run, list: unknown[], position: FeelNumber) => {
    const at = place(list, position);
    return at === null ? noPlace(list) : list.filter((_, index) => index !== at);
  }),
  overload('reverse(list: list) -> list', (_run, list: unknown[]) => [...list].reverse()),
  overload('index of(list: list, match: any) -> list', (run, list: unknown[], match: unknown) => {
    run.charge(list.length >> 3);
    return list.flatMap((item, index) => (same(item, match, run) ? [index + 1] : []));
  }),
  overload('union(...lists) -> list', (run, lists: unknown[]) => (lists.includes(null) ? null : distinct(run, concatenated(run, lists)))),
  overload('distinct values(list: list) -> list', (run, list: unknown[]) => distinct(run, list)),
  overload('flatten(list: list) -> list', (run, list: unknown[]) => flattened(run, list)),
  overload('sort(list: list, precedes: function) -> list', sorted),
  overload('sort(list: list) -> list', (run, list: unknown[]) => sortedBy(run, list, (a, b) => precedesByValue(run, a, b))),
];

/** 0-based; null when the list has no such position. */
function place(list: unknown[], position: FeelNumber): number | null {
  const at = integer(position);
  if (at === null || at === 0 || Math.abs(at) > list.length) return null;
  return at > 0 ? at - 1 : list.length + at;
}

function noPlace(list: unknown[]): Refused {
  return new Refused(`the list of ${list.length} has no such position`);
}

function sublist(_run: Run, list: unknown[], start: FeelNumber, length?: FeelNumber): unknown[] | Refused {
  const at = place(list, start);
  if (at === null) return noPlace(list);
  if (length === undefined) return list.slice(at);
  const count = truncated(length);
  return count < 0 || at + count > list.length ? new Refused('the list is shorter than that') : list.slice(at, at + count);
}

function concatenated(run: Run, lists: unknown[]): unknown[] {
  const all: unknown[] = [];
  for (const list of lists) {
    const items = Array.isArray(list) ? list : [list];
    run.charge(items.length);
    for (const item of items) all.push(item);
  }
  return all;
}

function distinct(run: Run, list: unknown[]): unknown[] {
  const found: unknown[] = [];
  const simple = new Set<unknown>();
  for (const item of list) {
    if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean' || item === null) {
      if (simple.has(item)) continue;
      simple.add(item);
    } else {
      run.charge(1 + (found.length >> 3));
      if (found.some((other) => same(other, item, run))) continue;
    }
    found.push(item);
  }
  return found;
}

function flattened(run: Run, list: unknown[]): unknown[] {
  const all: unknown[] = [];
  for (const item of list) {
    run.charge(1);
    if (!Array.isArray(item)) {
      all.push(item);
      continue;
    }
    run.enter(1);
    for (const inner of flattened(run, item)) all.push(inner);
    run.leave(1);
  }
  return all;
}

function sorted(run: Run, list: unknown[], precedes: FeelFunction): unknown[] {
  return sortedBy(run, list, (a, b) => call(run, precedes, [a, b], 0) === true);
}

function precedesByValue(run: Run, a: unknown, b: unknown): boolean {
  run.charge(1 + (typeof a === 'string' ? a.length >> 9 : 0));
  const order = compareValues(a, b);
  if (order === null) throw new Stop('type', 'sort() without a function needs a list of values that can be compared.');
  return order < 0;
}

/** A merge sort of our own: what it asks, and how often, must not depend on the machine. */
function sortedBy(run: Run, list: unknown[], precedes: (a: unknown, b: unknown) => boolean): unknown[] {
  if (list.length < 2) return list;
  const middle = list.length >> 1;
  const left = sortedBy(run, list.slice(0, middle), precedes);
  const right = sortedBy(run, list.slice(middle), precedes);
  run.charge(list.length);
  const merged: unknown[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) merged.push(precedes(right[j], left[i]) ? right[j++] : left[i++]);
  return [...merged, ...left.slice(i), ...right.slice(j)];
}
