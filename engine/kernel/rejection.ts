import type { Rejection, RejectionCode } from '../contract/index.ts';

export function refuse(code: RejectionCode, message: string, more: Partial<Omit<Rejection, 'ok' | 'code' | 'message'>> = {}): Rejection {
  return { ok: false, code, message, ...more };
}
