import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { ChannelDeps } from '../crm/channels/channel-deps.ts';
import { runImports } from '../crm/channels/file-import/index.ts';
import { startWaitingIntake } from '../crm/channels/web-form/index.ts';
import { announce } from '../db/queries/announcements.ts';
import { listOpenImports } from '../db/queries/import-progress.ts';

const everyMs = 5000;

export interface Background {
  /** Looks now instead of within five seconds. */
  wake(): void;
  /** Stops at the next row; another process, or the next start, goes on there. */
  close(): Promise<void>;
}

/** Carries on imports and captured forms that nobody runs, also those of a process that died. */
export function startBackground(deps: ChannelDeps, log: Logger): Background {
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
  return {
    wake: look,
    async close() {
      stop.abort();
      clearTimeout(timer);
      await running;
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
