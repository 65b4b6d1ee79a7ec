import { DateTime, Duration } from 'luxon';
import type { TriggerDefinition } from '../../elements/element.ts';
import { label, type Params, say } from '../../model/findings.ts';
import type { TimerConfig } from './config.ts';

type Rule = TriggerDefinition<TimerConfig>['rules'][number];

/** Exactly one of date, duration, cycle (BPMN 2.0.2, table 10.101), each ISO 8601 where it is plain text. */
export const rules: Rule[] = [
  rule('timer/one-of', ({ date, duration, cycle }) => {
    const given = [date, duration, cycle].filter((each) => each !== undefined).length;
    return given === 1 ? [] : [{ given }];
  }),
  rule('timer/date', ({ date }) => faulty(date, (text) => DateTime.fromISO(text).isValid)),
  rule('timer/duration', ({ duration }) => faulty(duration, isDuration)),
  rule('timer/cycle', ({ cycle }) => faulty(cycle, isCycle)),
];

function rule(id: string, faults: (config: TimerConfig) => Params[]): Rule {
  return {
    id,
    check: (trigger, element) =>
      faults(trigger.config).map((params) => {
        const all = { element: label(element), ...params };
        return { severity: 'error', message: say(id, all), params: all };
      }),
  };
}

function faulty(value: string | undefined, good: (text: string) => boolean): Params[] {
  return value === undefined || value.startsWith('=') || good(value) ? [] : [{ value }];
}

function isDuration(text: string): boolean {
  return /^P/.test(text) && Duration.fromISO(text).isValid;
}

/** `R3/PT1H`, `R/P1D`, `R2/2027-01-01T09:00:00Z/P1D`, `R/P1D/2028-01-01T00:00:00Z`. */
function isCycle(text: string): boolean {
  const [repeat, ...rest] = text.split('/');
  if (!/^R\d*$/.test(repeat ?? '') || rest.length < 1 || rest.length > 2) return false;
  const durations = rest.filter(isDuration).length;
  const dates = rest.filter((part) => !part.startsWith('P') && DateTime.fromISO(part).isValid).length;
  return durations + dates === rest.length && (durations === 1 || dates === 2);
}
