import { type SpawnOptions, spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface LimitedRun {
  ended: 'ok' | 'failed' | 'limit' | 'missing';
  /** Last lines it wrote. */
  tail: string;
}

export interface LimitedOptions extends SpawnOptions {
  limitMs: number;
  /** Given up earlier when nothing is written, and `grows` (a folder) does not grow, for so long. */
  silenceMs?: number;
  grows?: string;
  onLine?: (line: string) => void;
}

/** Runs a program that may hang on a network: it ends by itself, or is ended together with its own children. */
export function runLimited(command: string, args: string[], options: LimitedOptions): Promise<LimitedRun> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let tail = '';
    let limited = false;
    let moved = Date.now();
    let size = sizeOf(options.grows);
    const end = () => {
      limited = true;
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    };
    const read = (chunk: Buffer) => {
      moved = Date.now();
      tail = (tail + chunk.toString()).slice(-4000);
      for (const line of chunk.toString().split('\n')) if (line.trim()) options.onLine?.(line.trim());
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    const started = Date.now();
    const watch = setInterval(() => {
      const now = sizeOf(options.grows);
      if (now !== size) moved = Date.now();
      size = now;
      const silent = options.silenceMs !== undefined && Date.now() - moved > options.silenceMs;
      if (silent || Date.now() - started > options.limitMs) end();
    }, 500);
    child.once('error', () => {
      clearInterval(watch);
      resolve({ ended: 'missing', tail });
    });
    child.once('close', (code) => {
      clearInterval(watch);
      resolve({ ended: limited ? 'limit' : code === 0 ? 'ok' : 'failed', tail });
    });
  });
}

function sizeOf(folder: string | undefined): number {
  if (!folder) return 0;
  try {
    return readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  } catch {
    return 0;
  }
}
