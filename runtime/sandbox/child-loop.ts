import { Worker } from 'node:worker_threads';
import type { Reply, TaskMessage } from './protocol.ts';
import { ValueStore } from './value-store.ts';

/** Does one task. `tokens` gives what travelled as tokens, by place. Returns the value, and what to keep for later under `keepAs`. */
export type TaskRunner = (
  body: never,
  tokens: { [place: string]: unknown },
) => { value: unknown; keep?: unknown } | Promise<{ value: unknown; keep?: unknown }>;

/** The child's life: takes messages one by one, in order, until its parent is gone. */
export function runChild(runners: { [type: string]: TaskRunner }): void {
  const store = new ValueStore();
  const waiting: TaskMessage[] = [];
  let running = false;

  async function work(): Promise<void> {
    if (running) return;
    running = true;
    for (let message = waiting.shift(); message; message = waiting.shift()) {
      const reply = answer(message, runners, store);
      const done = reply instanceof Promise ? await reply : reply;
      send(store.trim() ? { ...done, dropped: true } : done);
    }
    running = false;
  }

  process.on('message', (message: TaskMessage) => {
    waiting.push(message);
    void work();
  });
  process.on('disconnect', () => process.exit(0));
  watchParent();
  send({ ready: true });
}

function answer(message: TaskMessage, runners: { [type: string]: TaskRunner }, store: ValueStore): Reply | Promise<Reply> {
  const { id } = message;
  for (const [token, value] of message.values) store.put(token, value);
  const places = Object.entries(message.tokens);
  const miss = places.filter(([, token]) => !store.has(token)).map(([, token]) => token);
  if (miss.length > 0) return { id, miss };
  const runner = Object.hasOwn(runners, message.type) ? runners[message.type] : undefined;
  if (!runner) return { id, error: `There is no task "${message.type}".` };
  const finish = ({ value, keep }: { value: unknown; keep?: unknown }): Reply => {
    if (message.keepAs !== undefined && keep !== undefined) store.put(message.keepAs, keep);
    return { id, value };
  };
  try {
    const done = runner(message.body as never, Object.fromEntries(places.map(([place, token]) => [place, store.get(token)])));
    return done instanceof Promise ? done.then(finish, (error: unknown) => ({ id, error: textOf(error) })) : finish(done);
  } catch (error) {
    return { id, error: textOf(error) };
  }
}

function send(reply: Reply): void {
  process.send?.(reply);
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A child in an endless loop does not see its parent die: a thread of its own looks. */
function watchParent(): void {
  const code = `const parent = process.ppid; setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, 2000);`;
  new Worker(code, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 } }).unref();
}
