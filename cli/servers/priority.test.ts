import { spawn } from 'node:child_process';
import { getPriority } from 'node:os';
import { expect, test } from 'vitest';
import { setProcessPriority } from './priority.ts';

test('all threads of a process get the priority; a process that is gone is no error', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log(1)'], { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const pid = child.pid ?? 0;
  expect(setProcessPriority(pid, 7)).toBeGreaterThanOrEqual(1);
  expect(getPriority(pid)).toBe(7);
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  expect(setProcessPriority(pid, 7)).toBe(0);
  expect(setProcessPriority(0, 7)).toBe(0);
});
