import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ServerError } from './server-error.ts';

/** A server started as a process of its own. */
export interface ChildServer {
  pid: number;
  /** Resolves with how it ended. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

export interface ChildServerOptions {
  name: string;
  command: string;
  args: string[];
  logFile: string;
  stopSignal: NodeJS.Signals;
  spawn?: SpawnOptions;
  /** Asked again and again until it says true; a dead process ends the waiting. */
  isReady(): Promise<boolean>;
  /** Longest start, in milliseconds. */
  startLimitMs: number;
}

/**
 * Starts a server and waits until it is ready. It has a process group of its own, so that Ctrl-C reaches the launcher alone
 * and servers stop after those that use them; its output goes to a file, so that it never waits for a reader.
 */
export async function startChildServer(options: ChildServerOptions): Promise<ChildServer> {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a');
  const child = spawn(options.command, options.args, { ...options.spawn, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  await untilReady(options, child, ended);
  return { pid: child.pid ?? 0, ended, stop: () => stopChild(child, ended, options.stopSignal) };
}

async function untilReady(options: ChildServerOptions, child: ChildProcess, ended: Promise<string>): Promise<void> {
  let end: string | undefined;
  void ended.then((how) => {
    end = how;
  });
  const until = Date.now() + options.startLimitMs;
  while (!(await options.isReady())) {
    if (end !== undefined) throw new ServerError(`${options.name} ended with ${end} while starting: ${lastLine(options.logFile)}`);
    if (Date.now() > until) {
      child.kill('SIGKILL');
      throw new ServerError(`${options.name} was not ready after ${options.startLimitMs / 1000} s; see ${options.logFile}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function stopChild(child: ChildProcess, ended: Promise<string>, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const kill = setTimeout(() => child.kill('SIGKILL'), 10_000);
  child.kill(signal);
  await ended;
  clearTimeout(kill);
}

/** Last thing a server said, for an error of one line. */
export function lastLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').at(-1)?.slice(0, 400) || `see ${file}`;
  } catch {
    return `see ${file}`;
  }
}
