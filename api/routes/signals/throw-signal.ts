import { randomUUID } from 'node:crypto';
import type { Variables } from '../../../engine/contract/index.ts';
import { actorOf } from '../../access/reader.ts';
import { throwSignal as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { fromDoor, idReused } from '../../http/rejection.ts';
import { ownId } from '../../views/given-id.ts';

export const throwSignal = endpoint(route, async ({ body, reader, deps }) => {
  const { id = randomUUID(), name, payload } = body;
  const result = await deps.door.throwSignal({ signalId: ownId(id), name, payload: payload as Variables, actor: actorOf(reader) });
  if (result.outcome === 'refused') return fromDoor({ status: 'refused', rejection: result.rejection });
  if (result.outcome === 'idReused') return idReused('signal');
  return { id, outcome: result.outcome, receivers: result.outcome === 'thrown' ? result.receivers : null };
});
