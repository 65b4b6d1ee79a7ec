import type { ElementInstance, Json } from '../contract/index.ts';
import { getOwn, withOwn } from './own.ts';

export type Memo = NonNullable<ElementInstance['memo']>;

/**
 * The only element ids a memo may hold, so that a migration can move them all: what events of several definitions have received, by event, and
 * what an ad-hoc subprocess is still to begin. Whoever keeps another adds it here.
 */
const received = 'received:';
const toBegin = 'toBegin';

/** Where a parallel event keeps what came for it: part -> payload; null = it has happened. */
export function receivedKey(event: string): string {
  return received + event;
}

export function toBeginOf(memo: Memo | undefined): string[] {
  return (memo?.[toBegin] as string[] | undefined) ?? [];
}

/** An ad-hoc subprocess that has begun and is not done: somebody may begin a step in it. */
export function isOpenToChoice(memo: Memo | undefined): boolean {
  return memo?.[toBegin] !== undefined && memo.done !== true;
}

/** Where what a memo names is found in another version; null = nowhere. */
export interface MemoMapping {
  event(id: string): string | null;
  activity(id: string): string | null;
}

export function holdsElements(memo: Memo | undefined): memo is Memo {
  return memo !== undefined && Object.keys(memo).some((key) => key === toBegin || key.startsWith(received));
}

/** The memo in the other version: what is not found there is forgotten. */
export function moveMemo(memo: Memo, { event, activity }: MemoMapping): Memo {
  let moved: Memo = {};
  for (const [key, value] of Object.entries(memo)) {
    if (key === toBegin) {
      const found = toBeginOf(memo).flatMap((id) => activity(id) ?? []);
      moved = withOwn<Json>(moved, key, [...new Set(found)]);
    } else if (key.startsWith(received)) {
      const target = event(key.slice(received.length));
      if (target !== null) moved = withOwn<Json>(moved, receivedKey(target), value);
    } else moved = withOwn<Json>(moved, key, value);
  }
  return moved;
}

/**
 * A memo that goes on in the version it came from: `now` as it is there, with what was forgotten on the way to the other version.
 * `survived`: what was left of `was` there, under its old ids again.
 */
export function rejoinMemo(now: Memo, was: Memo, survived: Memo): Memo {
  let joined = now;
  for (const [key, value] of Object.entries(was)) {
    if (key === toBegin && now.done !== true) {
      const [kept, still] = [new Set(toBeginOf(survived)), new Set(toBeginOf(now))];
      const old = toBeginOf(was).filter((id) => still.has(id) || !kept.has(id));
      joined = withOwn<Json>(joined, key, [...new Set([...old, ...still])]);
    } else if (key.startsWith(received) && getOwn(survived, key) === undefined && getOwn(now, key) === undefined) {
      joined = withOwn<Json>(joined, key, value);
    }
  }
  return joined;
}
