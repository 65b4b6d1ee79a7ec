import { randomUUID } from 'node:crypto';
import type { Door } from '../runtime/contract.ts';

export const timerActor = { id: 'system:timer', roles: [], groups: [] };

/** Fires whatever is due. What cannot be fired has become an incident by then, or is not due yet: both are answers, not errors. */
export async function advance(door: Door, instanceId: string): Promise<void> {
  await door.executeCommand({ instanceId, commandId: `advance:${randomUUID()}`, command: { type: 'advance' }, actor: timerActor });
}
