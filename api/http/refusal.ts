import type { Problem } from '../contract/index.ts';

/** An expected failure of a call: becomes an answer 4xx in the shape of `problem`. A value, never thrown. */
export class Refusal {
  readonly status: number;
  readonly problem: Problem;
  readonly headers: { [name: string]: string };

  constructor(status: number, problem: Problem, headers: { [name: string]: string } = {}) {
    this.status = status;
    this.problem = problem;
    this.headers = headers;
  }
}

export function refuse(status: number, code: string, message: string, more: Partial<Problem> = {}): Refusal {
  return new Refusal(status, { code, message, ...more });
}

/** The same answer for what does not exist and for what the reader may not see: it tells nothing. */
export function notFound(what: string): Refusal {
  return refuse(404, 'notFound', `There is no such ${what}, or you may not see it.`, { params: { what } });
}

export function isRefusal(value: unknown): value is Refusal {
  return value instanceof Refusal;
}
