import { afterEach, expect, test, vi } from 'vitest';
import { main } from './main.ts';

afterEach(() => vi.restoreAllMocks());

test.each([
  [[], 0, 'stdout'],
  [['help'], 0, 'stdout'],
  [['--help'], 0, 'stdout'],
  [['-h'], 0, 'stdout'],
  [['fly'], 2, 'stderr'],
] as const)('perennial %j prints the commands and ends with %i', async (args, code, stream) => {
  let said = '';
  vi.spyOn(process[stream], 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  expect(await main([...args])).toBe(code);
  for (const word of ['perennial check', 'perennial ops', 'npx --no perennial help']) expect(said).toContain(word);
});
