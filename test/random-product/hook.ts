import { createServer } from 'node:http';
import { Random } from '../property/random.ts';

/** The web address that jobs call: what it answers is scripted by the job's key, so that a repeated attempt may meet another answer. */
export interface Hook {
  url: string;
  host: string;
  /** Calls answered, by status. */
  answers: Map<number, number>;
  close(): Promise<void>;
}

export async function startHook(seed: number): Promise<Hook> {
  const attempts = new Map<string, number>();
  const answers = new Map<number, number>();
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const id = String(request.headers['webhook-id']);
      const attempt = (attempts.get(id) ?? 0) + 1;
      attempts.set(id, attempt);
      const random = new Random(hashOf(`${seed} ${id}`));
      const kind = random.next();
      const n = random.int(0, 9);
      // Most are done at once, some at a later attempt, some never; a few are slow enough to be overtaken or killed.
      const status =
        kind < 0.75 ? 200 : kind < 0.85 ? (attempt > 1 ? 200 : 503) : kind < 0.9 ? (attempt > 2 ? 200 : 500) : kind < 0.95 ? 422 : 503;
      answers.set(status, (answers.get(status) ?? 0) + 1);
      const answer = () => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ n }));
      };
      if (random.chance(0.1)) setTimeout(answer, random.int(500, 4_000));
      else answer();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const host = `127.0.0.1:${port}`;
  return {
    ...{ url: `http://${host}/step`, host, answers },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function hashOf(text: string): number {
  let hash = 2166136261;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619);
  return hash >>> 0;
}
