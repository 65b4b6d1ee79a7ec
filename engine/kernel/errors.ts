import type { CompiledElement, Variables } from '../contract/index.ts';
import { startEventSubProcess } from '../traits/event-sub-process.ts';
import { isRound } from '../traits/loop/run.ts';
import type { ErrorConfig } from '../triggers/error/config.ts';
import { occur } from './enter.ts';
import type { Execution } from './execution.ts';
import { isEventSubProcess } from './model-index.ts';
import { terminateElement } from './terminate.ts';

export interface ThrownError {
  /** Empty = an error without a code: only a catch-all catches it. */
  code: string;
  message?: string;
  variables?: Variables;
}

type Catcher = { host: number; boundary: CompiledElement } | { host: number; subProcess: CompiledElement; start: CompiledElement };

/**
 * Looks for what catches an error thrown at `from`: boundary events of the element itself, then, scope by scope, its error event
 * subprocesses and the boundary of what holds it, also across calls (BPMN 2.0.2, 13.5.6). In one place the one that names the
 * code comes before the one that catches all. False: nothing catches it, and nothing changed.
 */
export function throwError(exec: Execution, from: number, error: ThrownError): boolean {
  const caught = findCatcher(exec, from, error.code);
  const catching = caught && ('boundary' in caught ? caught.boundary : caught.start);
  exec.cause = exec.emit({
    type: 'errorThrown',
    version: 1,
    code: error.code,
    elementInstance: from,
    ...(catching ? { caughtBy: catching.id } : {}),
  });
  if (!caught || !catching) return false;
  const payload = payloadOf(error, catching.trigger?.config as ErrorConfig | undefined);
  if ('boundary' in caught) {
    const scope = exec.instance(caught.host)?.parent as number;
    terminateElement(exec, caught.host, `error:${caught.boundary.id}`);
    occur(exec, scope, caught.boundary, { payload });
  } else {
    startEventSubProcess(exec, caught.host, caught.subProcess, caught.start, `error:${caught.start.id}`, payload);
  }
  return true;
}

/** True when something would catch it. */
export function isCaught(exec: Execution, from: number, code: string): boolean {
  return findCatcher(exec, from, code) !== null;
}

function findCatcher(exec: Execution, from: number, code: string): Catcher | null {
  let below: CompiledElement | undefined;
  for (let at = exec.instance(from); at; at = at.parent === null ? undefined : exec.instance(at.parent)) {
    const element = exec.elementOf(at);
    const index = exec.processOf(at.id);
    if (at.id !== from && !(below && isEventSubProcess(below))) {
      const inside = index.eventStarts(at.element);
      const start = pick(
        inside.map((each) => each.start),
        code,
      );
      const found = inside.find((each) => each.start === start);
      if (found) return { host: at.id, ...found };
    }
    const boundary = pick(
      (isRound(at) ? [] : (element?.boundary ?? [])).map((id) => index.element(id)),
      code,
    );
    if (boundary) return { host: at.id, boundary };
    below = element;
  }
  return null;
}

function pick(catching: CompiledElement[], code: string): CompiledElement | undefined {
  const errors = catching.filter((element) => element.trigger?.kind === 'error');
  const codeOf = (element: CompiledElement) => (element.trigger?.config as ErrorConfig | undefined)?.code;
  const named = code === '' ? undefined : errors.find((element) => codeOf(element) === code);
  return named ?? errors.find((element) => codeOf(element) === undefined);
}

function payloadOf(error: ThrownError, config: ErrorConfig | undefined): Variables {
  return {
    ...error.variables,
    ...(config?.codeVariable ? { [config.codeVariable]: error.code || null } : {}),
    ...(config?.messageVariable ? { [config.messageVariable]: error.message ?? null } : {}),
  };
}
