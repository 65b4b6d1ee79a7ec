import { setTimeout as pause } from 'node:timers/promises';
import { ApiError } from '../helpers/api-client.ts';

/** A minute of tries: longer than any part takes to come back. */
const mostTries = 600;

/** Calls until there is an answer, as a client does whose server comes back; a refusal is an answer. */
export async function patiently<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if ((error instanceof ApiError && error.status < 500) || tries > mostTries) throw error;
      await pause(100);
    }
  }
}

/** Resolves when the API at this address says that it is well. */
export async function healthy(url: string): Promise<void> {
  const answers = () =>
    fetch(`${url}/api/health`).then(
      (answer) => answer.ok,
      () => false,
    );
  while (!(await answers())) await pause(100);
}
