import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { ChannelDeps } from '../crm/channels/channel-deps.ts';
import { runImports } from '../crm/channels/file-import/index.ts';
import { startWaitingIntake } from '../crm/channels/web-form/index.ts';
import { announce } from '../db/queries/announcements.ts';
import { listOpenImports } from '../db/queries/import-progress.ts';
import { type BatchDeps, runBatches } from '../runtime/batch/index.ts';

const everyMs = 5000;

export interface Background {
  /** Looks now instead of within five seconds. */
  wake(): void;
  /** Stops at the next row; another process, or the next start, goes on there. */
  close(): Promise<void>;
}

/** Carries on imports, captured forms and batches that nobody runs, also those of a process that died. */
export function startBackground(deps: ChannelDeps & BatchDeps, log: Logger): Background {
  const stop = new AbortController();
  const worker = `api-${process.pid}-${randomUUID().slice(0, 8)}`;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;

  const step = async () => {
    const intake = startWaitingIntake(deps);
    await intake.catch((error) => log.error({ err: error }, 'captured forms wait; tried again in five seconds'));
    const told = tellProgress(deps);
    await runImports(deps, { worker, signal: stop.signal }).finally(told.stop);
  };
  const look = () => {
    clearTimeout(timer);
    if (stop.signal.aborted) return;
    if (running) {
      again = true;
      return;
    }
    running = step()
      .catch((error) => log.error({ err: error }, 'background work failed; tried again in five seconds'))
      .finally(() => {
        running = undefined;
        timer = setTimeout(look, again ? 0 : everyMs);
        timer.unref();
        again = false;
      });
  };
  look();
  const batches = startBatches(deps, { worker, signal: stop.signal }, log);
  return {
    wake() {
      look();
      batches.wake();
    },
    async close() {
      stop.abort();
      clearTimeout(timer);
      await Promise.all([running, batches.close()]);
    },
  };
}

/** Looks by itself, beside a long import: one that runs is leased, so that looking again takes up only what is new. */
function startBatches(deps: BatchDeps, options: { worker: string; signal: AbortSignal }, log: Logger) {
  const running = new Set<Promise<void>>();
  const look = () => {
    if (options.signal.aborted) return;
    const run = runBatches(deps, options)
      .catch((error) => log.error({ err: error }, 'a batch cannot go on for now; tried again in five seconds'))
      .finally(() => running.delete(run));
    running.add(run);
  };
  const timer = setInterval(look, everyMs);
  timer.unref();
  look();
  return {
    wake: look,
    async close() {
      clearInterval(timer);
      await Promise.all(running);
    },
  };
}

/** Once a second while imports run, open browsers are told that there is progress to read. */
function tellProgress({ db }: ChannelDeps): { stop(): Promise<void> } {
  const tell = async () => {
    for (const importId of await listOpenImports(db)) await announce(db, { type: 'import', importId }, 'import:run');
  };
  const timer = setInterval(() => void tell().catch(() => undefined), 1000);
  return {
    async stop() {
      clearInterval(timer);
      await tell().catch(() => undefined);
    },
  };
}
