import { parseCycle } from '../../calendar/cycle.ts';
import { parseIsoDuration, parseIsoInstant } from '../../calendar/iso.ts';
import type { Finding, TriggerDefinition } from '../../elements/element.ts';
import { label, type Params, say, weighed } from '../../model/findings.ts';
import type { TimerConfig } from './config.ts';

type Rule = TriggerDefinition<TimerConfig>['rules'][number];

/** Exactly one of date, duration, cycle (BPMN 2.0.2, table 10.101), each ISO 8601 where it is plain text, a cycle cron as well. */
export const rules: Rule[] = [
  rule('timer/one-of', ({ date, duration, cycle }) => {
    const given = [date, duration, cycle].filter((each) => each !== undefined).length;
    return given === 1 ? [] : [{ given }];
  }),
  rule('timer/date', ({ date }) => faulty(date, (text) => parseIsoInstant(text, 'UTC') !== null)),
  rule('timer/duration', ({ duration }) => faulty(duration, (text) => parseIsoDuration(text)?.negative === false)),
  rule('timer/cycle', ({ cycle }) => faulty(cycle, (text) => parseCycle(text) !== null)),
  rule('timer/fast', ({ cycle }) => faulty(cycle, (text) => !isFast(text)), 'warning'),
  rule('timer/never', ({ cycle }) => faulty(cycle, (text) => !/^R0+\//.test(text)), 'warning'),
];

/** Firings that follow in less than a second are stopped as endless; cron knows no parts of a second. */
function isFast(text: string): boolean {
  const cycle = parseCycle(text);
  if (cycle?.kind !== 'interval') return false;
  const { years, months, weeks, days, ms } = cycle.interval.interval;
  return years + months + weeks + days === 0 && ms < 1_000;
}

function rule(id: string, faults: (config: TimerConfig) => Params[], severity: Finding['severity'] = 'error'): Rule {
  return {
    id,
    check: (trigger, element) =>
      faults(trigger.config).map((params) => {
        const all = { element: label(element), ...params };
        return { severity: weighed(id, severity), message: say(id, all), params: all };
      }),
  };
}

function faulty(value: string | undefined, good: (text: string) => boolean): Params[] {
  return value === undefined || value.startsWith('=') || good(value) ? [] : [{ value }];
}
