import { parseIsoInstant } from '../calendar/iso.ts';
import type { CompiledPackage, DecideContext, TimerState } from '../contract/index.ts';
import { evaluate } from '../expression/evaluate.ts';
import { isParallelMultiple, triggersIn } from '../triggers/multiple/parts.ts';
import { planTimer } from '../triggers/timer/behaviour.ts';
import type { TimerConfig } from '../triggers/timer/config.ts';
import type { Place } from './behaviour.ts';
import { findCalendar, zoneOf } from './calendars.ts';
import { bad, type Failure, good } from './failure.ts';

/** A start event that opens a new case at a time: `start` with `element` does it; `nextFiring` tells the one after. */
export interface StartTimer {
  process: string;
  element: string;
  planned: { ok: true; timer: Omit<TimerState, 'id'> } | { ok: false; failure: Failure };
}

/** Timer start events of the package's processes, planned from now. Their rules see no variables: there is no case yet. */
export function startTimers(pkg: CompiledPackage, ctx: Pick<DecideContext, 'now' | 'calendars' | 'defaultCalendar'>): StartTimer[] {
  const place = placeOf(pkg, ctx);
  return pkg.processes.flatMap((process) =>
    process.elements.flatMap((element): StartTimer[] => {
      if (element.kind !== 'start-event' || element.scope !== process.id) return [];
      const [trigger, another] = triggersIn(element).filter(({ kind }) => kind === 'timer');
      if (!trigger) return [];
      const alone = !another && !isParallelMultiple(element);
      const plan = alone ? planTimer(trigger.config as TimerConfig, place) : bad('timer', 'A start event begins by one time, alone');
      const planned = plan.ok ? { ok: true as const, timer: { purpose: 'event' as const, element: element.id, ...plan.value } } : plan;
      return [{ process: process.id, element: element.id, planned }];
    }),
  );
}

function placeOf(pkg: CompiledPackage, ctx: Pick<DecideContext, 'now' | 'calendars' | 'defaultCalendar'>): Place {
  const zone = zoneOf(ctx);
  const run: Place['evaluate'] = (text, extra = {}) => {
    const result = evaluate(text, extra, { now: ctx.now, zone });
    return result.ok ? good(result.value) : bad('expression', result.message);
  };
  return {
    id: 0,
    pkg,
    now: ctx.now,
    instanceId: '',
    zone,
    scope: () => ({}),
    evaluate: run,
    textOrFeel: (text, extra) => (text.startsWith('=') ? run(text.slice(1), extra) : good(text)),
    instant: (value) => (typeof value === 'string' ? parseIsoInstant(value, zone) : null),
    calendar(name) {
      const found = findCalendar(ctx, pkg, name);
      return found.ok ? good(found.calendar) : bad('calendar', `There is no calendar "${found.name}"`);
    },
  };
}
