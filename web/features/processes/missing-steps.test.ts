import { expect, it } from 'vitest';
import { missingSteps, targetsFor } from './missing-steps.ts';

const entry = (element: string, reason: string, target: string | null = null) => ({
  ...{ element, kind: 'user-task', name: element.toUpperCase(), process: 'p', target, targetName: null },
  ...{ confidence: 'none' as const, reason, text: '' },
});
const stay = (element: string) => ({ code: 'unmapped', element, text: '' });

it('what is gone and can hold a case is asked for, also when its target was chosen before', () => {
  const suggestion = {
    plan: { elements: {} },
    entries: [
      entry('call', 'sameId', 'call'),
      entry('check', 'gone'),
      entry('sign', 'gone'),
      entry('end', 'gone'),
      entry('visit', 'otherKind', 'visit'),
    ],
  };
  const plan = { elements: { check: null, sign: 'call', end: null } };
  const check = { unknown: [], stays: [stay('check'), stay('visit')] };
  expect(missingSteps({ plan, suggestion, check }).map(({ element, target }) => [element, target])).toEqual([
    ['check', null],
    ['sign', 'call'],
  ]);
});

it('targets are of the same kind, by name, and told apart where they are called alike', () => {
  const element = (id: string, name: string | null, kind = 'user-task') => ({
    ...{ id, name, kind, drawnName: null, scope: 'p', versions: [2], open: 0 },
  });
  const elements = [
    element('b', 'Verify'),
    element('a', 'Call'),
    element('c', 'Verify'),
    element('d', null),
    element('e', 'Mail', 'send-task'),
  ];
  const step = { element: 'check', name: 'Check', kind: 'user-task', target: null };
  expect(targetsFor(step, elements).map(({ label }) => label)).toEqual(['Call', 'd', 'Verify (b)', 'Verify (c)']);
});
