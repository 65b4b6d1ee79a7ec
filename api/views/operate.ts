import { findOperated, type OperatedInstance } from '../../db/queries/operated-instances.ts';
import type { Command } from '../../engine/contract/index.ts';
import { reachOf } from '../access/policy.ts';
import { actorOf, type Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import { isRefusal, notFound, type Refusal } from '../http/refusal.ts';
import { fromDoor } from '../http/rejection.ts';

export interface OperatorCall {
  reader: Reader;
  deps: ApiContext;
  commandId: string;
}

/** The case as the reader may see it; what he may not see does not exist for him. */
export async function seenInstance(
  { reader, deps }: Pick<OperatorCall, 'reader' | 'deps'>,
  id: string,
): Promise<OperatedInstance | Refusal> {
  return (await findOperated(deps.db, reachOf(reader), id)) ?? notFound('case');
}

/** Sends an operator's command on a case through the door. */
export async function operate(
  call: OperatorCall,
  instanceId: string,
  operation: Command,
): Promise<{ ok: true; lastFact: number; status: string } | Refusal> {
  const seen = await seenInstance(call, instanceId);
  return isRefusal(seen) ? seen : command(call, instanceId, operation);
}

/** Sends a command on a case that the reader was found to see. */
export async function command(
  call: OperatorCall,
  instanceId: string,
  operation: Command,
): Promise<{ ok: true; lastFact: number; status: string } | Refusal> {
  const result = await call.deps.door.executeCommand({
    instanceId,
    commandId: call.commandId,
    command: operation,
    actor: actorOf(call.reader),
  });
  if (result.status !== 'done') return fromDoor(result);
  return { ok: true, lastFact: result.lastFact, status: String(result.reply.status) };
}
