import type { Evaluation, ExpressionErrorCode } from '../types.ts';

export type ExpressionFailure = Extract<Evaluation, { ok: false }>;

/** Ends an evaluation. Caught by whoever began it; nothing outside this room and `decision` sees it. */
export class Stop extends Error {
  readonly failure: ExpressionFailure & { rules?: number[] };

  constructor(code: ExpressionErrorCode | string, message: string, offset?: number, rules?: number[]) {
    super(message);
    this.failure = {
      ok: false,
      code: code as ExpressionErrorCode,
      message,
      ...(offset === undefined ? {} : { offset }),
      ...(rules ? { rules } : {}),
    };
  }
}
