import type { Problem } from '../../../api/contract/problem.ts';

/** What a call came to when it was not done. `status` 0 = the server was not reached. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(problem.message);
    this.status = status;
    this.problem = problem;
  }

  get offline(): boolean {
    return this.status === 0;
  }
}

export function isOffline(error: unknown): boolean {
  return error instanceof ApiError && error.offline;
}

/** Any failure as a problem, so that screens show one thing. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  return { code: 'unexpected', message: error instanceof Error ? error.message : String(error) };
}

export async function readProblem(answer: Response): Promise<Problem> {
  const text = await answer.text();
  try {
    const parsed = JSON.parse(text) as Partial<Problem>;
    if (typeof parsed.code === 'string' && typeof parsed.message === 'string') return parsed as Problem;
  } catch {
    // Not ours: a proxy's page, or a server that died while it answered.
  }
  return { code: answer.status >= 500 ? 'serverError' : 'unreadable', message: text.slice(0, 300), params: { status: answer.status } };
}
