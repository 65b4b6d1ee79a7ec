import { describe, expect, test } from 'vitest';
import type { CalendarDefinition } from '../contract/index.ts';
import { firstStartAfter, replannedStart } from '../kernel/start-firings.ts';
import { planStarts } from './checks/start-plans.ts';
import { compilePackage } from './compile-package.ts';
import { translateFinding } from './findings.ts';
import { bpmn, flow } from './testing/bpmn.ts';

const now = Date.parse('2027-03-01T08:00:00Z');
const office: CalendarDefinition = {
  name: 'office',
  version: 3,
  zone: 'Europe/Warsaw',
  week: { '1': [['09:00', '17:00']], '2': [['09:00', '17:00']] },
  days: {},
};
const times = { now, calendars: { office }, defaultCalendar: undefined };

const definition = (inside: string, attributes = '') => `<bpmn:timerEventDefinition ${attributes}>${inside}</bpmn:timerEventDefinition>`;
const date = (text: string) => definition(`<bpmn:timeDate>${text}</bpmn:timeDate>`);
const duration = (text: string, attributes = '') => definition(`<bpmn:timeDuration>${text}</bpmn:timeDuration>`, attributes);
const cycle = (text: string, attributes = '') => definition(`<bpmn:timeCycle>${text}</bpmn:timeCycle>`, attributes);

async function compiled(definitions: string, manifest = {}, attributes = '') {
  const process = `<bpmn:startEvent id="clock" ${attributes}>${definitions}</bpmn:startEvent><bpmn:task id="a"/><bpmn:endEvent id="end"/>${flow('clock', 'a')}${flow('a', 'end')}`;
  const files = [
    { path: 'manifest.json', content: JSON.stringify({ key: 'k', name: 'K', process: 'p.bpmn', ...manifest }) },
    { path: 'p.bpmn', content: bpmn(process) },
  ];
  return compilePackage(files, { hash: 'h' });
}

async function planned(definitions: string, attributes = '') {
  const result = await compiled(definitions, {}, attributes);
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  const { starts, findings } = planStarts(result.package, times);
  return {
    due: starts.map(({ plan }) => plan && new Date(plan.dueAt).toISOString()),
    starts,
    findings,
    rules: findings.map(({ rule }) => rule),
  };
}

describe('when a timer start event begins first', () => {
  test.each([
    ['a date to come', date('2027-03-02T09:00:00Z'), '2027-03-02T09:00:00.000Z'],
    ['a date that is past', date('2020-01-01T00:00:00Z'), '2020-01-01T00:00:00.000Z'],
    ['a duration', duration('PT2H'), '2027-03-01T10:00:00.000Z'],
    ['a computed duration', duration('="PT" + "3H"'), '2027-03-01T11:00:00.000Z'],
    ['working time', duration('PT9H', 'perennial:timerCalendar="office"'), '2027-03-02T09:00:00.000Z'],
    ['a cycle', cycle('R3/PT1H'), '2027-03-01T09:00:00.000Z'],
    ['a cycle that began long ago', cycle('R/2026-01-01T00:00:00Z/PT1S'), '2027-03-01T08:00:00.000Z'],
    ['cron', cycle('0 9 * * *'), '2027-03-01T09:00:00.000Z'],
    ['one that is over', cycle('R3/2026-01-01T00:00:00Z/PT1S'), null],
  ])('%s', async (_, text, due) => {
    const found = await planned(text);
    expect(found.due).toEqual([due]);
    expect(found.rules).toEqual(due === null ? ['start-event/timer-over'] : []);
  });

  test.each([
    ['start-event/timer-too-often', cycle('R/PT0.5S')],
    ['start-event/timer-too-often', cycle('R/0001-01-01T00:00:00Z/PT0.001S')],
    ['start-event/timer-plan', cycle('R0/PT1H')],
    ['start-event/timer-plan', duration('PT2H', 'perennial:timerCalendar="gone"')],
    ['start-event/timer-plan', duration('=1 + 1')],
    ['start-event/timer-plan', duration('P9000Y')],
    ['start-event/timer-plan', cycle('R/PT1H') + duration('PT1H')],
    ['start-event/timer-plan', cycle('R/PT1H') + definition('<bpmn:timeDuration>PT1H</bpmn:timeDuration>'), 'parallelMultiple="true"'],
  ])('%s: %s', async (rule, text, attributes = '') => {
    const found = await planned(text, attributes);
    expect([found.rules, found.due]).toEqual([[rule], []]);
    const [finding] = found.findings;
    for (const locale of ['ru', 'pl'] as const) expect(finding && translateFinding(finding, locale)).not.toContain('{');
  });

  test('a case that moves a record is not begun by a time', async () => {
    const lead = { id: 'lead', name: 'Lead', fields: [{ key: 'phone', label: 'Phone', type: 'phone' }] };
    const result = await compiled(cycle('R/PT1H'), { recordType: 'lead', recordTypes: [lead] });
    expect(result.ok ? [] : result.findings.map(({ rule }) => rule)).toContain('start-event/timer-record');
  });
});

describe('the first firing after a long rest', () => {
  const clock = { calendar: null, zone: 'Europe/Warsaw' };
  const after = Date.parse('2037-03-01T08:00:00.500Z');
  const first = async (text: string, with_ = clock as { calendar: CalendarDefinition | null; zone: string }, attributes = '') => {
    const [start] = (await planned(cycle(text, attributes))).starts;
    const next = start?.plan ? firstStartAfter(start.plan, after, with_) : null;
    return next && { at: new Date(next.dueAt).toISOString(), firing: next.firing, remaining: next.remaining };
  };

  test.each([
    ['R/PT1S', { at: '2037-03-01T08:00:01.000Z', firing: 315_619_200, remaining: undefined }],
    ['R400000000/PT1S', { at: '2037-03-01T08:00:01.000Z', firing: 315_619_200, remaining: 84_380_799 }],
    ['R5/PT1S', null],
    ['0 9 * * *', { at: '2037-03-02T08:00:00.000Z', firing: 1, remaining: undefined }],
  ])('%s', async (text, expected) => {
    expect(await first(text)).toEqual(expected);
  });

  test('in working time it is counted on from there', async () => {
    const found = await first('R/PT1M', { calendar: office, zone: 'UTC' }, 'perennial:timerCalendar="office"');
    // A Sunday: the first minute of the Monday is over.
    expect(found?.at).toBe('2037-03-02T08:01:00.000Z');
  });

  test('what is due already is not moved by another calendar', () => {
    const plan = {
      purpose: 'event' as const,
      element: 'clock',
      rule: 'PT2H',
      armedAt: now,
      dueAt: now + 1_000,
      calendar: 'office',
      calendarVersion: 1,
    };
    expect(replannedStart(plan, now + 1_000, { calendar: office, zone: 'UTC' })).toEqual({ ...plan, calendarVersion: 3 });
    expect(new Date(replannedStart(plan, now, { calendar: office, zone: 'UTC' }).dueAt).toISOString()).toBe('2027-03-01T10:00:00.000Z');
  });
});
