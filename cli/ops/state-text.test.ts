import { expect, test } from 'vitest';
import type { ElementInstance, InstanceState } from '../../engine/contract/index.ts';
import { stateText } from './state-text.ts';

const at = Date.parse('2027-03-01T09:00:00Z');
const due = Date.parse('2027-03-02T09:00:00Z');

function text(elements: Partial<ElementInstance>[], more: Partial<InstanceState> = {}): string[] {
  const all = elements.map((each, index) => ({
    id: index + 1,
    parent: index === 0 ? null : 1,
    lifecycle: 'active',
    activatedAt: at,
    ...each,
  }));
  const state = {
    ...{
      format: 1,
      instanceId: 'c1',
      packageHash: 'h',
      status: 'open',
      factNumber: 9,
      startedAt: at,
      incidents: {},
      records: [],
      seenMessages: [],
    },
    elements: Object.fromEntries(all.map((each) => [String(each.id), each])),
    ...more,
  } as unknown as InstanceState;
  const instance = { id: 'c1', processName: 'Refunds', package: 'refund', version: 2, record: null } as unknown as Parameters<
    typeof stateText
  >[0]['instance'];
  const fact = { number: 9, at: '2027-03-01T09:00:00.000Z', type: 'taskCreated', actor: 'oskar' };
  return stateText({ instance, fact, lastFact: 9, state }, new Map([['Decide', 'Who decides']])).split('\n');
}

const timer = (purpose: 'event' | 'warn', element: string) => ({ id: 5, purpose, element, dueAt: due, rule: 'P1D', armedAt: at });

test.each<[Partial<ElementInstance>, string]>([
  [
    { task: { name: 'x', candidateGroups: ['sales'], assignee: null, createdAt: at, priority: 50, dueAt: due } },
    'one of sales to work on it, due 2027-03-02T09:00:00.000Z',
  ],
  [
    { task: { name: 'x', candidateGroups: [], assignee: 'olga', createdAt: at, priority: 50, followUpAt: due, pauses: [{ from: at }] } },
    'olga to work on it, not before 2027-03-02T09:00:00.000Z, its deadline stands still',
  ],
  [{ timers: [timer('event', 'Decide'), timer('warn', 'Decide')] }, 'timer until 2027-03-02T09:00:00.000Z'],
  [{ timers: [timer('event', 'Late')] }, 'timer until 2027-03-02T09:00:00.000Z (Late)'],
  [{ subscriptions: [{ id: 1, element: 'Decide', messageName: 'paid', correlationKey: 'D-7' }] }, 'message “paid” for “D-7”'],
  [{ subscriptions: [{ id: 1, element: 'Decide', messageName: 'prices', correlationKey: '', kind: 'signal' }] }, 'signal “prices”'],
  [{ job: { key: 'c1:2', type: 'send-email', attempts: 3, failed: true } }, 'job send-email, failed: held by its incident, 3 attempts'],
  [{ loop: { total: null, started: 2, completed: 1 } }, 'rounds: 1 of as many as its condition says done'],
  [{ lifecycle: 'activating' }, 'activating'],
  [{}, '-'],
])('%j waits for %s', (element, waits) => {
  const row = text([{ element: 'refund' }, { element: 'Decide', ...element }]).find((line) => line.startsWith('2 ')) ?? '';
  expect(row).toBe(`2         Who decides (Decide)  2027-03-01T09:00:00.000Z  ${waits}`);
});

test('tokens that wait for others stand at their scope; a step stands below it, with its round', () => {
  const lines = text([
    { element: 'refund', arrived: { Join: { a: 1, b: 1 } }, variables: { amount: 250 } },
    { element: 'Decide', loopCounter: 2, variables: { item: { a: 'x' } } },
  ]);
  expect(lines.slice(4).map((line) => line.replace(/ {3,}/g, ' | '))).toEqual([
    '1 | refund | 2027-03-01T09:00:00.000Z  other tokens at Join: 2 came',
    '2 | Who decides (Decide), round 2  2027-03-01T09:00:00.000Z  -',
    ...['', 'VARIABLES', '  of the case', ' | amount = 250', '  of Who decides (Decide), 2', ' | item = {"a":"x"}', ''],
  ]);
});

test('of a case that has ended there is nothing to wait for', () => {
  expect(text([], { status: 'completed', endedAt: due })).toEqual([
    'c1: completed, Refunds (refund) v2, begun 2027-03-01T09:00:00.000Z, ended 2027-03-02T09:00:00.000Z',
    'after its last fact, 9: taskCreated by oskar, 2027-03-01T09:00:00.000Z',
    '',
  ]);
});
