import type { Armed, TriggerBehaviour } from '../../kernel/behaviour.ts';
import { triggerOf } from '../../kernel/behaviours.ts';
import { good } from '../../kernel/failure.ts';
import type { MultipleConfig } from './config.ts';

/** Waits for each of its definitions; thrown, each is thrown in turn (BPMN 2.0.2, 10.5.5). */
export const behaviour: TriggerBehaviour<MultipleConfig> = {
  arm({ parts }, place, element) {
    const armed: Armed[] = [];
    for (const [part, trigger] of parts.entries()) {
      const prepared = triggerOf(trigger.kind).arm?.(trigger.config, place, element);
      if (prepared && !prepared.ok) return prepared;
      armed.push(...(prepared?.value ?? []).map((each) => numbered(each, part)));
    }
    return good(armed);
  },
  throw({ parts }, visit) {
    const done = Number(visit.instance.memo?.thrown ?? 0);
    for (const [part, trigger] of parts.entries()) {
      if (part < done) continue;
      const failure = triggerOf(trigger.kind).throw?.(trigger.config, visit);
      // A retry goes on here: what was thrown is not thrown again.
      if (failure && part > done) visit.emit({ type: 'memoSet', version: 1, elementInstance: visit.id, memo: { thrown: part } });
      if (failure) return failure;
      if (!visit.alive) return undefined;
    }
    return undefined;
  },
};

function numbered(armed: Armed, part: number): Armed {
  if ('timer' in armed) return { timer: { ...armed.timer, part } };
  if ('condition' in armed) return { condition: { ...armed.condition, part } };
  return { subscription: { ...armed.subscription, part } };
}
