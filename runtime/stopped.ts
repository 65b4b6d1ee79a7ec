import { incidentUpTo, markPoisoned } from '../db/queries/instances.ts';
import type { Command, InstanceState } from '../engine/contract/index.ts';
import { contentHash } from './content-hash.ts';
import type { CommandResult } from './contract.ts';
import type { Basis, DoorContext, DoorRequest } from './door-context.ts';
import { executeFast } from './fast-path.ts';

type RaiseIncident = Extract<Command, { type: 'raiseIncident' }>;

/** The sandbox gave up on a command: an incident that parks what triggered it, until a supervisor retries. */
export async function raiseStopped(
  door: DoorContext,
  request: DoorRequest,
  stopped: { code: string; message: string; basis: Basis },
): Promise<CommandResult> {
  const { basis } = stopped;
  const command: RaiseIncident = {
    type: 'raiseIncident',
    code: stopped.code,
    message: stopped.message,
    ...triggerOf(request.command, basis.state),
  };
  const actor = { id: 'system:runtime', roles: [], groups: [] };
  // The version makes a later attempt under the same commandId an incident of its own.
  const commandId = `stopped/${basis.version}/${request.commandId}`;
  const raise = { instanceId: request.instanceId, commandId, command, actor, hash: contentHash(command) };
  const raised = await executeFast(door, raise);
  if (raised.kind === 'result' && raised.result.status === 'done') {
    const { reply, lastFact } = raised.result;
    const incident = reply.incident ?? (await incidentUpTo(door.pool, request.instanceId, lastFact));
    return { status: 'stopped', incident: `${request.instanceId}:${incident}`, code: stopped.code };
  }
  if (raised.kind === 'result' && raised.result.status === 'refused') return raised.result;
  await markPoisoned(door.pool, request.instanceId);
  return { status: 'stopped', incident: '', code: stopped.code };
}

function triggerOf(command: Command, state: InstanceState | null): Pick<RaiseIncident, 'elementInstance' | 'trigger'> {
  if (command.type === 'override') return triggerOf(command.command, state);
  const elements = Object.values(state?.elements ?? {});
  if (command.type === 'advance') {
    const due = elements
      .flatMap((element) => (element.timers ?? []).map((timer) => ({ element, timer })))
      .filter(({ timer }) => !timer.parked)
      .sort((a, b) => a.timer.dueAt - b.timer.dueAt || a.timer.id - b.timer.id)[0];
    if (due) return { elementInstance: due.element.id, trigger: { kind: 'timer', timer: due.timer.id } };
  }
  if (command.type === 'completeJob' || command.type === 'failJob') {
    const element = elements.find((each) => each.job?.key === command.job);
    return { elementInstance: element?.id, trigger: { kind: 'job', job: command.job } };
  }
  if ('task' in command) return { elementInstance: command.task, trigger: { kind: 'none' } };
  return { trigger: { kind: 'none' } };
}
