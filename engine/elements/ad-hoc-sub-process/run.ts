import type { CompiledElement } from '../../contract/index.ts';
import { bad, type Failure, good, type Result } from '../../kernel/failure.ts';
import { toBeginOf } from '../../kernel/memo.ts';
import { clearScope, enterScope } from '../../kernel/scopes.ts';
import type { LiveVisit } from '../../kernel/visit.ts';
import type { AdHocSubProcessConfig } from './config.ts';

type AdHoc = LiveVisit<AdHocSubProcessConfig>;

/** Kinds the engine performs itself. */
const automatic = ['script-task', 'service-task', 'send-task', 'business-rule-task', 'task', 'call-activity', 'intermediate-throw-event'];

/** Arms its event subprocesses and begins what begins by itself; in a sequential one the first of them, the rest one after another. */
export function beginAdHoc(visit: AdHoc): Failure | undefined {
  const first = beginnings(visit);
  if (!first.ok) return first.failure;
  return enterScope(visit.exec, visit.id, visit.element.id, () => {
    remember(visit, { toBegin: first.value.map(({ id }) => id) });
    if (first.value.length === 0 && enabled(visit).length === 0) visit.exec.maybeEmpty.add(visit.id);
    beginNext(visit);
  });
}

/** An event subprocess has ended all else in it: nothing else begins any more, and it is done when that is. */
export function interruptAdHoc(visit: AdHoc): void {
  remember(visit, { done: true, toBegin: [] });
}

/** Activities a token could be put at now: none when it is done, or while another runs in a sequential one. */
export function enabled(visit: AdHoc): CompiledElement[] {
  if (visit.instance.memo?.done === true) return [];
  if (visit.config.ordering === 'sequential' && !visit.exec.children.isEmpty(visit.id)) return [];
  return entrancesOf(visit);
}

function entrancesOf(visit: AdHoc): CompiledElement[] {
  const index = visit.exec.processOf(visit.id);
  return index.entrances(visit.element.id).filter((element) => element.kind !== 'end-event');
}

function beginnings(visit: AdHoc): Result<CompiledElement[]> {
  const all = entrancesOf(visit);
  const { begins } = visit.config;
  if (begins === undefined) return good(all.filter((element) => automatic.includes(element.kind)));
  const ids = visit.evaluate(begins);
  if (!ids.ok) return ids;
  const list = Array.isArray(ids.value) ? ids.value : [ids.value];
  const unknown = list.find((id) => !all.some((element) => element.id === id));
  if (unknown !== undefined) return bad('adHoc', `"${String(unknown)}" is no activity of this subprocess that could begin`);
  return good(all.filter((element) => list.includes(element.id)));
}

function beginNext(visit: AdHoc): void {
  const known = new Set(entrancesOf(visit).map(({ id }) => id));
  // Cases that were moved before memos were may name what their version has not.
  const waiting = toBeginOf(visit.instance.memo).filter((id) => known.has(id));
  const now = visit.config.ordering === 'sequential' ? waiting.slice(0, 1) : waiting;
  if (now.length === 0) return;
  remember(visit, { toBegin: waiting.slice(now.length) });
  for (const element of now) visit.exec.enqueue({ scope: visit.id, element, cause: visit.exec.cause });
}

/** Something in it has completed: is it done? Without a condition it is when nothing is left that a person might still choose. */
export function settleAdHoc(visit: AdHoc): Failure | undefined {
  const { completionCondition, cancelRemaining } = visit.config;
  const { exec, id } = visit;
  let done = visit.instance.memo?.done === true;
  if (!done && completionCondition !== undefined) {
    const asked = visit.evaluate(completionCondition);
    // A variable nobody has set yet does not end it.
    if (!asked.ok && asked.failure.code !== 'missingVariable') return asked.failure;
    done = asked.ok && asked.value === true;
    if (done) remember(visit, { done: true, toBegin: [] });
  }
  if (done && cancelRemaining) clearScope(exec, id, 'completionCondition');
  if (!exec.children.isEmpty(id) || visit.instance.arrived) return undefined;
  if (!done) beginNext(visit);
  const nothingLeft = completionCondition === undefined && entrancesOf(visit).every((element) => automatic.includes(element.kind));
  if (done || (nothingLeft && exec.children.isEmpty(id))) visit.complete();
  return undefined;
}

/** A person says that it is done. */
export function finishAdHoc(visit: AdHoc): void {
  remember(visit, { done: true, toBegin: [] });
  clearScope(visit.exec, visit.id, 'completed by hand');
  visit.complete();
}

function remember(visit: AdHoc, memo: { done?: boolean; toBegin?: string[] }): void {
  visit.emit({ type: 'memoSet', version: 1, elementInstance: visit.id, memo });
}
