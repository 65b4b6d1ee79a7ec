import type { CompiledElement, Json, Variables } from '../../contract/index.ts';
import type { Execution } from '../../kernel/execution.ts';
import { receivedKey } from '../../kernel/memo.ts';
import { armOn, LivePlace } from '../../kernel/visit.ts';
import { armingOf } from '../../kernel/wait.ts';

/** A process that several events start together: the first opens the case, which waits for the others at its start event. */
export function beginParallelStart(exec: Execution, root: number, start: CompiledElement, part: number, payload: Variables): void {
  const id = exec.emit({
    type: 'elementActivated',
    version: 1,
    element: start.id,
    process: exec.processOf(root).process.id,
    parent: root,
  });
  exec.cause = id;
  exec.emit({ type: 'memoSet', version: 1, elementInstance: id, memo: { [receivedKey(start.id)]: { [part]: payload } as Json } });
  const armed = armingOf(start, new LivePlace(exec, id));
  if (!armed.ok) {
    exec.raise(armed.failure, { kind: 'none', elementInstance: id });
    return;
  }
  for (const each of armed.value) if (partOf(each) !== part) armOn(exec, id, each);
}

function partOf(armed: { timer: { part?: number } } | { subscription: { part?: number } } | { condition: { part?: number } }) {
  return 'timer' in armed ? armed.timer.part : 'condition' in armed ? armed.condition.part : armed.subscription.part;
}
