import { addIsoDuration, parseIsoDuration } from '../../calendar/iso.ts';
import type { Variables } from '../../contract/index.ts';
import type { Place, TriggerBehaviour, Visit } from '../../kernel/behaviour.ts';
import { bad, type Failure, good, type Result } from '../../kernel/failure.ts';
import { checkAddress } from '../../kernel/keepable.ts';
import type { MessageConfig } from './config.ts';

const defaultTtlMs = 3_600_000;

export const behaviour: TriggerBehaviour<MessageConfig> = {
  arm(config, place, element) {
    const address = addressOf(config, place);
    if (!address.ok) return address;
    const { name, correlationKey } = address.value;
    const failure = checkAddress('message', name, correlationKey);
    if (failure) return { ok: false, failure };
    return good([{ subscription: { element: element.id, messageName: name, correlationKey } }]);
  },
  throw(config, visit) {
    return publishMessage(config, visit);
  },
};

/** Publishes the message to other instances; the thrower goes on at once. */
export function publishMessage(config: MessageConfig, visit: Visit): Failure | undefined {
  const address = addressOf(config, visit);
  if (!address.ok) return address.failure;
  const payload: Variables = {};
  for (const { source, target } of config.payload) {
    const value = visit.evaluate(source);
    if (!value.ok) return { ...value.failure, message: `payload ${target}: ${value.failure.message}` };
    payload[target] = value.value;
  }
  const ttl = config.timeToLive === undefined ? undefined : parseIsoDuration(config.timeToLive);
  if (ttl === null || ttl?.negative) return bad('timer', `time to live "${config.timeToLive}" is no duration that could pass`).failure;
  const ttlMs = ttl ? addIsoDuration(visit.now, ttl, visit.zone) - visit.now : defaultTtlMs;
  return visit.publish({ ...address.value, payload, ttlMs });
}

/** Name and correlation key as they are now. */
export function addressOf(config: MessageConfig, place: Place): Result<{ name: string; correlationKey: string }> {
  const name = place.textOrFeel(config.name);
  if (!name.ok) return name;
  if (typeof name.value !== 'string' || name.value === '') return bad('message', `The message's name "${config.name}" gives no text`);
  if (config.correlationKey === undefined) return good({ name: name.value, correlationKey: '' });
  const key = place.evaluate(config.correlationKey.replace(/^=/, ''));
  if (!key.ok) return bad(key.failure.code, `correlation key: ${key.failure.message}`);
  if (typeof key.value === 'string' || typeof key.value === 'number') return good({ name: name.value, correlationKey: String(key.value) });
  return bad('message', `The correlation key "${config.correlationKey}" of message "${name.value}" gives neither text nor number`);
}
