import type { Variables } from '../contract/index.ts';
import type { ErrorConfig } from '../triggers/error/config.ts';
import { catcherOf, catchingElement, letCatch } from './catchers.ts';
import type { Execution } from './execution.ts';

export interface ThrownError {
  /** Empty = an error without a code: only a catch-all catches it. */
  code: string;
  message?: string;
  variables?: Variables;
}

/**
 * Throws an error at `from`: what catches it (`catcherOf`) ends what stands between. False: nothing catches it, and nothing changed.
 */
export function throwError(exec: Execution, from: number, error: ThrownError): boolean {
  const caught = catcherOf(exec, from, 'error', error.code);
  exec.cause = exec.emit({
    type: 'errorThrown',
    version: 1,
    code: error.code,
    elementInstance: from,
    ...(caught ? { caughtBy: catchingElement(caught).id } : {}),
  });
  if (!caught) return false;
  letCatch(exec, caught, from, payloadOf(error, caught.trigger.config as ErrorConfig));
  return true;
}

function payloadOf(error: ThrownError, config: ErrorConfig): Variables {
  return {
    ...error.variables,
    ...(config.codeVariable ? { [config.codeVariable]: error.code || null } : {}),
    ...(config.messageVariable ? { [config.messageVariable]: error.message ?? null } : {}),
  };
}
