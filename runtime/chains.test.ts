import { expect, test } from 'vitest';
import type { ElementInstance, InstanceState } from '../engine/contract/index.ts';
import { noted } from './chains.ts';

const now = Date.UTC(2027, 2, 1, 8);
const actor = { id: 'system:job', roles: [], groups: [] };
const armed = { purpose: 'event' as const, element: 'wait', rule: 'PT1S', armedAt: now - 1_000 };
const element = (id: number, more: Partial<ElementInstance>): ElementInstance => ({
  ...{ id, element: `e${id}`, process: 'p', parent: 1, lifecycle: 'active', activatedAt: now - 1_000 },
  ...more,
});
const job = (id: number, hops: number, activatedAt = now - 1_000) =>
  element(id, { activatedAt, job: { key: `case:${id}`, type: 'work', attempts: 0, chain: { id: `chain ${id}`, hops } } });
const timer = (id: number, hops: number, dueAt: number, parked?: true) =>
  element(id, { timers: [{ ...armed, id, dueAt, chain: { id: `chain ${id}`, hops }, ...(parked ? { parked } : {}) }] });
const elements = [job(2, 3), job(3, 99), job(4, 98, now - 3_600_000), timer(5, 7, now), timer(6, 97, now + 1), timer(7, 96, now - 1, true)];
const state = { elements: Object.fromEntries(elements.map((each) => [each.id, each])) } as unknown as InstanceState;

/** What a case that takes note of a record goes on with, when this command changed it. */
const told = (command: Parameters<typeof noted>[1]['command'], from: InstanceState | null = state) =>
  noted({ state: from }, { instanceId: 'case', commandId: 'c', command, actor, hash: Buffer.alloc(0) }, now);
const result = (id: number) => ({ type: 'completeJob' as const, job: `case:${id}`, output: {} });

test('the result of a job goes on with its own chain, whatever other jobs and timers of the case belong to', () => {
  expect(told(result(2))).toEqual({ id: 'chain 2', hops: 4 });
  expect(told({ type: 'failJob', job: 'case:3', error: { code: 'E', message: '' }, retriesLeft: 0 })).toEqual({ id: 'chain 3', hops: 100 });
});

test('so does one that ran long; one that nobody waits for goes on with none', () => {
  expect(told(result(4))).toEqual({ id: 'chain 4', hops: 99 });
  expect(told(result(9))).toBeUndefined();
});

test('timers go on with the chains of those that are due', () => {
  expect(told({ type: 'advance' })).toEqual({ id: 'chain 5', hops: 8 });
});

test('a resumed case takes up the results that were held', () => {
  const held = [
    { signal: 'go', payload: {} },
    { job: 'case:2', result: { output: {} } },
  ];
  const suspended = { ...state, suspended: { at: now, by: 'maria', held } };
  expect(told({ type: 'resume' }, suspended)).toEqual({ id: 'chain 2', hops: 4 });
  expect(told({ type: 'resume' })).toBeUndefined();
});
