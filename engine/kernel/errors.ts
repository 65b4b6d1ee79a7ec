import type { Trigger, Variables } from '../contract/index.ts';
import type { ErrorConfig } from '../triggers/error/config.ts';
import { type Catcher, catchingElement, type Fit, findCatcher, letCatch } from './catchers.ts';
import type { Execution } from './execution.ts';

export interface ThrownError {
  /** Empty = an error without a code: only a catch-all catches it. */
  code: string;
  message?: string;
  variables?: Variables;
}

/**
 * Throws an error at `from`: what catches it (`findCatcher`) ends what stands between. False: nothing catches it, and nothing changed.
 */
export function throwError(exec: Execution, from: number, error: ThrownError): boolean {
  const caught = catcherOf(exec, from, error.code);
  exec.cause = exec.emit({
    type: 'errorThrown',
    version: 1,
    code: error.code,
    elementInstance: from,
    ...(caught ? { caughtBy: catchingElement(caught).id } : {}),
  });
  if (!caught) return false;
  letCatch(exec, caught, payloadOf(error, caught.trigger.config as ErrorConfig));
  return true;
}

/** True when something would catch it. */
export function isCaught(exec: Execution, from: number, code: string): boolean {
  return catcherOf(exec, from, code) !== null;
}

function catcherOf(exec: Execution, from: number, code: string): Catcher | null {
  return findCatcher(exec, from, (trigger) => fitOf(trigger, code));
}

function fitOf({ kind, config }: Trigger, code: string): Fit {
  if (kind !== 'error') return null;
  const own = (config as ErrorConfig).code;
  if (own === undefined) return 'any';
  return own === code && code !== '' ? 'named' : null;
}

function payloadOf(error: ThrownError, config: ErrorConfig): Variables {
  return {
    ...error.variables,
    ...(config.codeVariable ? { [config.codeVariable]: error.code || null } : {}),
    ...(config.messageVariable ? { [config.messageVariable]: error.message ?? null } : {}),
  };
}
