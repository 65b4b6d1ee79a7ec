import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setProcessPriority } from '../servers/priority.ts';
import type { RunLock } from './lock.ts';

export interface Child {
  name: string;
  /** Resolves when the child says it is ready (a line containing `ready`), rejects when it ends before. */
  ready: Promise<void>;
  /** Of the process that runs now; another one after a restart. */
  pid(): number;
  stop(): Promise<void>;
}

const restartDelaysMs = [500, 1000, 2000, 5000, 10_000];
const longLifeMs = 30_000;

/** Starts a server of dist/ as a process of its own, logs to .data/logs/<name>.log, starts it again when it dies. */
export function startChild(options: {
  name: string;
  root: string;
  dataDir: string;
  env: { [key: string]: string };
  lock: RunLock;
  onDeath: (message: string) => void;
  /** Nice value it starts with. */
  priority?: number;
}): Child {
  const { name, root, dataDir, env, lock } = options;
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const log = createWriteStream(join(dataDir, 'logs', `${name}.log`), { flags: 'a' });
  const entry = join(root, 'dist', `${name}.mjs`);
  let current: ChildProcess | undefined;
  let stopping = false;
  let deaths = 0;
  let settled = false;
  let tail = '';

  const ready = new Promise<void>((resolve, reject) => {
    const launch = () => {
      const child = spawn(process.execPath, ['--enable-source-maps', entry], {
        cwd: root,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      current = child;
      const launchedAt = Date.now();
      if (child.pid) lock.remember(name, child.pid, entry);
      if (child.pid && options.priority) setProcessPriority(child.pid, options.priority);
      const read = (chunk: Buffer) => {
        log.write(chunk);
        tail = (tail + chunk.toString()).slice(-4000);
        if (!settled && /\bready\b/.test(tail)) {
          settled = true;
          resolve();
        }
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.on('exit', (code, signal) => {
        if (stopping) return;
        if (!settled && deaths >= 1) {
          settled = true;
          reject(
            new Error(
              `${name} ended with ${signal ?? code} before it was ready:\n${tail.trim().split('\n').slice(-12).join('\n')}\n(log: .data/logs/${name}.log)`,
            ),
          );
          return;
        }
        // A long life pays off the deaths before it: only one that keeps dying is started again later and later.
        if (Date.now() - launchedAt > longLifeMs) deaths = 0;
        const delay = restartDelaysMs[Math.min(deaths, restartDelaysMs.length - 1)] ?? 10_000;
        deaths += 1;
        if (settled) options.onDeath(`${name} ended with ${signal ?? code}; starting it again`);
        setTimeout(() => !stopping && launch(), delay);
      });
    };
    launch();
  });

  return {
    name,
    ready,
    pid: () => current?.pid ?? 0,
    stop: () =>
      new Promise((resolve) => {
        stopping = true;
        if (!current || current.exitCode !== null || current.signalCode !== null) return resolve();
        const kill = setTimeout(() => current?.kill('SIGKILL'), 10_000);
        current.on('exit', () => {
          clearTimeout(kill);
          log.end();
          resolve();
        });
        current.kill('SIGTERM');
      }),
  };
}
