import type { Variables } from '../../contract/index.ts';
import type { Place, TriggerBehaviour } from '../../kernel/behaviour.ts';
import { bad, good, type Result } from '../../kernel/failure.ts';
import { checkAddress } from '../../kernel/keepable.ts';
import type { SignalConfig } from './config.ts';

/** Told to everyone who waits for its name at that moment; nobody is told later (BPMN 2.0.2, 10.5.7). */
export const behaviour: TriggerBehaviour<SignalConfig> = {
  arm(config, place, element) {
    const name = nameOf(config, place);
    if (!name.ok) return name;
    return good([{ subscription: { element: element.id, messageName: name.value, correlationKey: '', kind: 'signal' } }]);
  },
  throw(config, visit) {
    const name = nameOf(config, visit);
    if (!name.ok) return name.failure;
    const payload: Variables = {};
    for (const { source, target } of config.payload) {
      const value = visit.evaluate(source);
      if (!value.ok) return { ...value.failure, message: `payload ${target}: ${value.failure.message}` };
      payload[target] = value.value;
    }
    return visit.broadcast({ name: name.value, payload });
  },
};

export function nameOf(config: SignalConfig, place: Place): Result<string> {
  const name = place.textOrFeel(config.name);
  if (!name.ok) return name;
  if (typeof name.value !== 'string' || name.value === '') return bad('signal', `The signal's name "${config.name}" gives no text`);
  const failure = checkAddress('signal', name.value);
  return failure ? { ok: false, failure } : good(name.value);
}
