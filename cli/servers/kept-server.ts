import type { ChildServer } from './child-server.ts';

const restartDelaysMs = [500, 1000, 2000, 5000, 10_000];

export interface KeptServer {
  /** Of the process that runs now; another one after a restart. */
  pid(): number;
  stop(): Promise<void>;
}

export interface KeepOptions {
  name: string;
  /** The same server each time, at the same port, with the same files. */
  start(): Promise<ChildServer>;
  /** A line for whoever watches the terminal; without it the server is left as it is when it ends. */
  tell?: (line: string) => void;
  /** Told of each process, the first included. */
  started(pid: number): void;
  delaysMs?: number[];
}

/** A server that is started again when it ends unasked, later and later; those that use it find it at its old place. Rejects only for the first start. */
export async function startKeptServer({ name, start, tell, started, delaysMs = restartDelaysMs }: KeepOptions): Promise<KeptServer> {
  let stopping = false;
  let restarting: Promise<void> | undefined;
  let current = await begin();

  async function begin(): Promise<ChildServer> {
    const server = await start();
    started(server.pid);
    void server.ended.then((how) => {
      if (stopping || !tell) return;
      tell(`${name} ended with ${how}; starting it again`);
      restarting = again(tell);
    });
    return server;
  }

  async function again(say: (line: string) => void): Promise<void> {
    let last = '';
    for (let attempt = 0; ; attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, delaysMs[Math.min(attempt, delaysMs.length - 1)]));
      if (stopping) return;
      try {
        current = await begin();
        return say(`${name} runs again`);
      } catch (error) {
        const { message } = error as Error;
        if (message !== last) say(`${name} does not start: ${message}`);
        last = message;
      }
    }
  }

  return {
    pid: () => current.pid,
    stop: async () => {
      stopping = true;
      await restarting;
      await current.stop();
    },
  };
}
