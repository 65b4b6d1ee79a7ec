import { randomUUID } from 'node:crypto';
import { addIsoDuration, parseIsoDuration } from '../../../engine/calendar/index.ts';
import type { Variables } from '../../../engine/contract/index.ts';
import { MessageRefused } from '../../../runtime/messages.ts';
import { actorOf } from '../../access/reader.ts';
import { publishMessage as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal, type Refusal, refuse } from '../../http/refusal.ts';
import { fromRejection, idReused } from '../../http/rejection.ts';
import { ownId } from '../../views/given-id.ts';

const longestMs = 366 * 86_400_000;

export const publishMessage = endpoint(route, async ({ body, reader, deps }) => {
  const { id = randomUUID(), name, key, payload, timeToLive, receivers } = body;
  const duration = parseIsoDuration(timeToLive);
  const ttlMs = duration && !duration.negative ? addIsoDuration(0, duration, 'UTC') : Number.NaN;
  if (!Number.isFinite(ttlMs) || ttlMs > longestMs)
    return refuse(422, 'badDuration', 'timeToLive must be an ISO duration of at most a year, such as PT10M.', {
      place: 'timeToLive',
      fields: [{ path: 'timeToLive', code: 'pattern', message: 'Such as PT10M or P1D.' }],
    });
  const request = {
    messageId: ownId(id),
    name,
    correlationKey: key,
    payload: payload as Variables,
    ttlMs,
    actor: actorOf(reader),
    ...(receivers === 'all' ? { receivers } : {}),
  };
  const result = await deps.door.publishMessage(request).catch(refusedMessage);
  if (isRefusal(result)) return result;
  if (result.outcome === 'idReused') return idReused('message');
  return {
    id,
    outcome: result.outcome,
    instanceId: result.outcome === 'delivering' ? result.instanceId : null,
    ...(result.outcome === 'delivering' && result.receivers !== undefined ? { receivers: result.receivers } : {}),
    until: result.outcome === 'held' ? new Date(result.until).toISOString() : null,
  };
});

/** What cannot be taken as a message at all is the caller's to mend; anything else is a bug. */
function refusedMessage(fault: unknown): Refusal {
  if (fault instanceof MessageRefused) return fromRejection(fault.rejection);
  throw fault;
}
