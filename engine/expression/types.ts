import type { Instant, Json } from '../contract/index.ts';

/** What an expression may know besides its scope. It reads no clock: `now()` and `today()` come from here. */
export interface ExpressionEnv {
  now: Instant;
  /** IANA zone of `now()` and `today()`; absent = UTC. */
  zone?: string;
  /** A null that came from operands of the wrong type, or from a missing property, is an error too. */
  strict?: boolean;
}

export type ExpressionErrorCode =
  /** The text is no FEEL; `offset` is where it stops being it. */
  | 'syntax'
  /** Text or nesting over the limit. */
  | 'tooComplex'
  /** A name that neither the scope nor FEEL knows. */
  | 'unknownName'
  /** A call of what is no function. */
  | 'unknownFunction'
  /** Only when `strict`: operands or arguments of the wrong type. */
  | 'type'
  /** Too many steps, too long a text, too large a result: see `limits.ts`. */
  | 'budget'
  /** The result is a function or a range: nothing a variable can hold. */
  | 'result'
  /** A part of FEEL this evaluator does not have. */
  | 'unsupported';

/** Why a part of an expression came to null: operands of the wrong type, a day that does not exist. */
export interface ExpressionWarning {
  message: string;
  /** Characters from the start of the text. */
  offset?: number;
}

export type Evaluation =
  | { ok: true; value: Json /** Absent when there are none. */; warnings?: ExpressionWarning[] }
  | { ok: false; code: ExpressionErrorCode; message: string /** Characters from the start of the text. */; offset?: number };

export type Scope = Record<string, Json>;
