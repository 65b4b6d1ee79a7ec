import type { Logger } from 'pino';
import { type TellingDeps, tellIncidents } from './tell-incidents.ts';

const everyMs = 3000;

/** Tells of what is stuck, every few seconds, for as long as the process lives. */
export function startTelling(deps: TellingDeps, log: Logger): { close(): Promise<void> } {
  let running: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    running ??= tellIncidents(deps)
      .catch((error) => log.error({ err: error }, 'nobody was told of what is stuck; tried again in a few seconds'))
      .finally(() => {
        running = undefined;
      });
  }, everyMs);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}
