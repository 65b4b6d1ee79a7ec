/** What went wrong inside a process: it becomes an incident at the element. A value, never thrown. */
export interface Failure {
  /** Stable word: `expression`, `noFlow`, `missingVariable`, `resultTooLarge`, `errorNotCaught`, `stepLimit`, `openLimit`, `chainLimit`, `guard`, `timer`, `decision`. */
  code: string;
  /** English sentence with the place and what to do. */
  message: string;
}

export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export function good<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function bad(code: string, message: string): { ok: false; failure: Failure } {
  return { ok: false, failure: { code, message } };
}
