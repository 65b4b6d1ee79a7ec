import { expect, test } from 'vitest';
import type { CaseWait } from '../../../api/contract/records.ts';
import { waitText } from './wait-text.ts';

const said = (wait: Partial<CaseWait>) =>
  waitText(
    { kind: 'job', element: 'Tell the ERP', name: null, at: null, attempt: null, attempts: null, nextAt: null, ...wait },
    (key, values) => `${key} ${JSON.stringify(values)}`,
    (instant) => instant.slice(11, 16),
    Date.parse('2026-11-26T10:00:00Z'),
  );
const begun = { attempt: 2, attempts: 5, at: '2026-11-26T09:59:50Z' };

test('a job says which attempt it is, and when the next may come, while that is ahead', () => {
  expect(said({ ...begun, nextAt: '2026-11-26T10:01:00Z' })).toBe(
    'wait.job {"element":"Tell the ERP","attempt":2,"attempts":5,"at":"09:59"} wait.jobNext {"at":"10:01"}',
  );
  expect(said({ ...begun, nextAt: '2026-11-26T09:59:55Z' })).not.toContain('jobNext');
});

test('a job that was not begun says from when it will be, and nothing of a moment that is past', () => {
  expect(said({ attempt: 0, at: '2026-11-26T10:00:10Z' })).toBe('wait.jobLater {"element":"Tell the ERP","at":"10:00"}');
  expect(said({ attempt: 0, at: '2026-11-26T09:00:10Z' })).toContain('wait.jobSoon');
});

test('a timer says until when', () => {
  expect(said({ kind: 'timer', at: '2026-11-26T11:30:00Z' })).toBe('wait.timer {"element":"Tell the ERP","at":"11:30"}');
});
