import { expect, test } from 'vitest';
import { outcomeOf, outcomeText, type Told } from './retry-outcome.ts';

const told = (more: object) =>
  ({
    status: 'resolved',
    next: null,
    ...more,
    case: { status: 'open', steps: [], working: false, ...('case' in more ? (more.case as object) : {}) },
  }) as unknown as Told;
const say = (key: string, values?: object) => `${key} ${Object.values(values ?? {}).join(' | ')}`;
const next = { elementName: 'Tell the ERP', element: 'erp', text: 'It took too long.' };

test('it is asked until the step has an outcome, and no longer than some seconds', async () => {
  const answers = [told({ case: { working: true } }), told({ case: { working: true } }), told({ next })];
  let asked = 0;
  const rest = async () => undefined;
  expect(await outcomeOf(async () => answers[asked++] as Told, rest)).toMatchObject({ next });
  expect(asked).toBe(3);
  asked = 0;
  const working = async () => {
    asked += 1;
    return told({ case: { working: true } });
  };
  expect(await outcomeOf(working, rest)).toMatchObject({ case: { working: true } });
  expect(asked).toBeLessThan(40);
});

test('what failed again says where and why; what passed, where the case is now', () => {
  expect(outcomeText(told({ next }), 'Klos', say)).toBe('incident.failedAgain Klos | Tell the ERP | It took too long.');
  expect(outcomeText(told({ case: { steps: [{ id: 'a', name: 'Pack' }] } }), 'Klos', say)).toBe('incident.passedTo Klos | Pack');
  expect(outcomeText(told({ case: { status: 'completed' } }), 'Klos', say)).toBe('incident.passedToEnd Klos');
  expect(outcomeText(told({ case: { working: true } }), 'Klos', say)).toBe('incident.stillRuns Klos');
  expect(outcomeText(told({ status: 'open' }), 'Klos', say)).toBe('incident.stillOpen Klos');
});
