import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { startChildServer } from './child-server.ts';
import { freePort } from './free-port.ts';
import { startKeptServer } from './kept-server.ts';
import { isRunning } from './processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'kept-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });
}
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

it('a server that is killed is started again at the same place, each time, and said so; one that is stopped is not', async () => {
  const port = await freePort();
  const [told, pids]: [string[], number[]] = [[], []];
  const start = () =>
    startChildServer({
      name: 'Echo',
      command: process.execPath,
      args: ['-e', `require('net').createServer().listen(${port}, '127.0.0.1')`],
      logFile: join(folder, 'echo.log'),
      stopSignal: 'SIGTERM',
      isReady: () => isOpen(port),
      startLimitMs: 60_000,
    });
  const server = await startKeptServer({
    name: 'Echo',
    start,
    tell: (text) => told.push(text),
    started: (pid) => pids.push(pid),
    delaysMs: [10],
  });
  for (const round of [1, 2]) {
    process.kill(server.pid(), 'SIGKILL');
    await until(() => pids.length === round + 1);
    expect(await isOpen(port)).toBe(true);
  }
  expect(new Set(pids).size).toBe(3);
  expect(told).toEqual(Array.from({ length: 2 }, () => ['Echo ended with SIGKILL; starting it again', 'Echo runs again']).flat());
  await server.stop();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([await isOpen(port), isRunning(server.pid(), 'createServer'), pids.length]).toEqual([false, false, 3]);
});

it('what cannot be started again is tried on, and told once for each reason', async () => {
  const told: string[] = [];
  let starts = 0;
  let die: (how: string) => void = () => undefined;
  const start = async () => {
    starts += 1;
    if (starts === 2 || starts === 3) throw new Error('the disk is full');
    const ended = new Promise<string>((resolve) => {
      die = resolve;
    });
    return { pid: starts, ended, stop: async () => undefined };
  };
  const server = await startKeptServer({ name: 'Store', start, tell: (text) => told.push(text), started: () => undefined, delaysMs: [1] });
  die('code 1');
  await until(() => server.pid() === 4);
  expect(told).toEqual(['Store ended with code 1; starting it again', 'Store does not start: the disk is full', 'Store runs again']);
  await server.stop();
});
