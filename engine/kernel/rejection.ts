import type { Rejection, RejectionCode } from '../contract/index.ts';
import type { Failure } from './failure.ts';

export function refuse(code: RejectionCode, message: string, more: Partial<Omit<Rejection, 'ok' | 'code' | 'message'>> = {}): Rejection {
  return { ok: false, code, message, ...more };
}

/** Refuses a command because of what it brings: too large, or else `code`. */
export function refuseValues(failure: Failure, code: RejectionCode = 'invalidCommand', more: Parameters<typeof refuse>[2] = {}): Rejection {
  return refuse(failure.code === 'resultTooLarge' ? 'tooLarge' : code, failure.message, more);
}
