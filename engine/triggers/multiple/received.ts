import type { CompiledElement, ElementInstance, Json, Variables } from '../../contract/index.ts';
import type { Execution } from '../../kernel/execution.ts';
import { receivedKey } from '../../kernel/memo.ts';
import { isParallelMultiple, triggersIn } from './parts.ts';

type Received = { [part: string]: Variables };

/** What has come already; undefined or null = nothing. */
export function receivedBy({ memo }: ElementInstance, element: CompiledElement): Received | null | undefined {
  return memo?.[receivedKey(element.id)] as Received | null | undefined;
}

/**
 * One definition of a multiple event has happened. A parallel one keeps it, in the instance that waits, until the others have; then the event
 * happens with what all of them brought. Null: it still waits.
 */
export function completesParallel(
  exec: Execution,
  host: number,
  element: CompiledElement,
  part: number,
  payload: Variables = {},
): Variables | null {
  if (!isParallelMultiple(element)) return payload;
  const instance = exec.instance(host);
  const before = instance && receivedBy(instance, element);
  const received: Received = { ...before, [part]: payload };
  const all = Object.keys(received).length === triggersIn(element).length;
  exec.emit({ type: 'memoSet', version: 1, elementInstance: host, memo: { [receivedKey(element.id)]: all ? null : (received as Json) } });
  return all ? Object.assign({}, ...Object.values(received)) : null;
}
