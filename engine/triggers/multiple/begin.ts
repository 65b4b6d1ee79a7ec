import type { CompiledElement, Json, Variables } from '../../contract/index.ts';
import type { Armed, Visit } from '../../kernel/behaviour.ts';
import { activate } from '../../kernel/enter.ts';
import type { Execution } from '../../kernel/execution.ts';
import type { Failure } from '../../kernel/failure.ts';
import { receivedKey } from '../../kernel/memo.ts';
import { armingOf } from '../../kernel/wait.ts';
import { receivedBy } from './received.ts';

/** A process that several events start together: the first opens the case, which waits for the others at its start event. */
export function beginParallelStart(exec: Execution, root: number, start: CompiledElement, part: number, payload: Variables): void {
  const memo = { [receivedKey(start.id)]: { [part]: payload } as Json };
  activate(exec, root, exec.processOf(root), start, undefined, memo);
}

/** Waits for those of its events that have not come yet. */
export function waitForOthers(visit: Visit): Failure | undefined {
  const received = receivedBy(visit.instance, visit.element);
  const armed = armingOf(visit.element, visit);
  if (!armed.ok) return armed.failure;
  for (const each of armed.value) if (!Object.hasOwn(received ?? {}, partOf(each) ?? '')) visit.arm(each);
  return undefined;
}

function partOf(armed: Armed): number | undefined {
  return 'timer' in armed ? armed.timer.part : 'condition' in armed ? armed.condition.part : armed.subscription.part;
}
