import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.ts';

/** Work that ends when it is told to. */
function work(name: string, begun: string[]) {
  let end: (fails?: boolean) => void = () => undefined;
  const done = new Promise<string>((resolve, reject) => {
    end = (fails) => (fails ? reject(new Error(name)) : resolve(name));
  });
  const run = () => {
    begun.push(name);
    return done;
  };
  return { run, end };
}

describe('work of one person', () => {
  it('is done one at a time; the newest waits, and takes the place of what waited', async () => {
    const [turns, begun] = [createTurns(), [] as string[]];
    const [first, second, third] = [work('1', begun), work('2', begun), work('3', begun)];
    const answers = [first, second, third].map(({ run }) => turns.take('anna', run));
    expect(await answers[1]).toBe('replaced');
    expect(begun).toEqual(['1']);
    first.end();
    expect(await answers[0]).toEqual({ value: '1' });
    third.end();
    expect(await answers[2]).toEqual({ value: '3' });
    expect(begun).toEqual(['1', '3']);
  });

  it('holds up nobody else, and fails alone', async () => {
    const [turns, begun] = [createTurns(), [] as string[]];
    const [mine, hers, next] = [work('mine', begun), work('hers', begun), work('next', begun)];
    const failing = turns.take('anna', mine.run);
    const other = turns.take('boris', hers.run);
    const after = turns.take('anna', next.run);
    hers.end();
    expect(await other).toEqual({ value: 'hers' });
    mine.end(true);
    await expect(failing).rejects.toThrow('mine');
    next.end();
    expect(await after).toEqual({ value: 'next' });
    expect(begun).toEqual(['mine', 'hers', 'next']);
  });
});
