import { describe, expect, it } from 'vitest';
import type { HistoryFact } from '../../../db/queries/record-history.ts';
import type { FactBody } from '../../../engine/contract/index.ts';
import { type Telling, tell } from './fact-pieces.ts';

const how: Telling = { locale: 'pl', zone: 'Europe/Warsaw', mask: { contacts: false }, pkg: undefined, person: () => null };
const alerted = (lateBy: number): FactBody => ({
  type: 'taskAlerted',
  version: 1,
  elementInstance: 3,
  element: 'Call',
  level: 'late',
  to: 'supervisor',
  lateBy,
});
const told = (body: FactBody) => tell({ body, element: 'Call', process: 'lead' } as HistoryFact, how);

describe('an alert in a history', () => {
  it('says how much it came after its own time', () => {
    expect(told(alerted(658_000))).toMatchObject({ text: 'Call: po terminie', note: '11 min po swoim czasie' });
    expect(told(alerted(3 * 3_600_000))?.note).toBe('3 godz. po swoim czasie');
    expect(told(alerted(3 * 86_400_000))?.note).toBe('3 dni po swoim czasie');
  });

  it('says nothing of the moment every alert takes', () => expect(told(alerted(59_999))?.note).toBeUndefined());
});
