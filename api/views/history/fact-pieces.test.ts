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

describe('what the whole standard brings about is told in words', () => {
  const run = { scope: 1, steps: [], after: 'continue' as const };
  const facts: [FactBody, { en: string; ru: string; pl: string } | undefined][] = [
    [
      { type: 'signalThrown', version: 1, signalId: 's', name: 'go', payload: {} },
      { en: 'Signal sent: go', ru: 'Отправлен сигнал: go', pl: 'Wysłano sygnał: go' },
    ],
    [
      { type: 'signalReceived', version: 1, signalId: 's', name: 'go' },
      { en: 'Signal received: go', ru: 'Получен сигнал: go', pl: 'Odebrano sygnał: go' },
    ],
    [
      { type: 'messagePublished', version: 1, messageId: 'm', name: 'paid', correlationKey: '', payload: {}, ttlMs: 0 },
      { en: 'Message sent: paid', ru: 'Отправлено сообщение: paid', pl: 'Wysłano wiadomość: paid' },
    ],
    [
      { type: 'escalationThrown', version: 1, code: 'late', elementInstance: 3 },
      { en: 'Escalated: late', ru: 'Эскалация: late', pl: 'Eskalacja: late' },
    ],
    [
      { type: 'conditionChanged', version: 1, elementInstance: 3, condition: 4, element: 'Call', holds: true },
      { en: 'Condition came true: Call', ru: 'Условие выполнено: Call', pl: 'Warunek spełniony: Call' },
    ],
    [{ type: 'conditionChanged', version: 1, elementInstance: 3, condition: 4, element: 'Call', holds: false }, undefined],
    [
      { type: 'loopStarted', version: 1, elementInstance: 3, loop: { total: 3, started: 0, completed: 0 } },
      { en: 'Call: 3 times', ru: 'Call: 3 раза', pl: 'Call: 3 razy' },
    ],
    [
      { type: 'loopStarted', version: 1, elementInstance: 3, loop: { total: null, started: 0, completed: 0 } },
      { en: 'Call: repeated as long as needed', ru: 'Call: повторяется, пока нужно', pl: 'Call: powtarzane, dopóki potrzeba' },
    ],
    [
      { type: 'loopRoundCompleted', version: 1, elementInstance: 3, loopCounter: 2 },
      { en: 'Call: round 2 done', ru: 'Call: круг 2 завершён', pl: 'Call: runda 2 zakończona' },
    ],
    [
      { type: 'compensationStarted', version: 1, elementInstance: 3, element: 'Call', run },
      { en: 'Being undone: Call', ru: 'Отменяется сделанное: Call', pl: 'Cofane: Call' },
    ],
    [
      { type: 'compensationCompleted', version: 1, elementInstance: 3, element: 'Call' },
      { en: 'Undone', ru: 'Сделанное отменено', pl: 'Cofnięto' },
    ],
    [{ type: 'gatewayReset', version: 1, scope: 1, gateway: 'g', waiting: null }, undefined],
  ];
  it.each(facts)('%j', (body, texts) => {
    for (const locale of ['en', 'ru', 'pl'] as const) {
      expect(tell({ body, element: 'Call', process: 'lead' } as HistoryFact, { ...how, locale })?.text).toBe(texts?.[locale]);
    }
  });
});
