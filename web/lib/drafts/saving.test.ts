import { expect, test } from 'vitest';
import { noteSaving, savingState, settleSaving } from './saving.ts';

test('a task that was left is saved when its answer comes, and says nothing of the next one', () => {
  noteSaving('one', 'saving');
  settleSaving('one', 'saved');
  expect(savingState.get()).toBe('saved');
  noteSaving('one', 'saving');
  noteSaving('two', 'saving');
  settleSaving('one', 'saved');
  expect(savingState.get()).toBe('saving');
  settleSaving('two', 'saved');
  expect(savingState.get()).toBe('saved');
});
