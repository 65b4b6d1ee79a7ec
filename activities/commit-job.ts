import type { Transaction } from '../db/database.ts';
import type { Actor, Command, JobError, Variables } from '../engine/contract/index.ts';
import type { CommandResult, Door } from '../runtime/contract.ts';
import type { JobOutcome } from './contract.ts';
import { keepTrying } from './keep-trying.ts';

export const jobActor: Actor = { id: 'system:job', roles: [], groups: [] };

/** One beginning of one job. */
export interface Attempt {
  key: string;
  instance_id: string;
  /** Installation epoch and attempt: what makes this result another one than that of an earlier attempt. */
  commandId: string;
  signal: AbortSignal;
}

export interface Completed {
  output: Variables;
  alongside?: (trx: Transaction) => Promise<void>;
}

export async function commitCompleted(door: Door, attempt: Attempt, { output, alongside }: Completed): Promise<JobOutcome> {
  const result = await commit(door, attempt, { type: 'completeJob', job: attempt.key, output }, alongside);
  if (result.status !== 'refused') return outcomeOf(result, 'done');
  // The output itself was not taken (a guard, a limit): the job has failed.
  const { code, message } = result.rejection;
  return commitFailed(door, { ...attempt, commandId: `${attempt.commandId}/refused` }, { code, message }, 0);
}

export async function commitFailed(door: Door, attempt: Attempt, error: JobError, retriesLeft: number): Promise<JobOutcome> {
  const result = await commit(door, attempt, { type: 'failJob', job: attempt.key, error, retriesLeft });
  return outcomeOf(result, error.code === 'uncertain' ? 'uncertain' : 'failed');
}

function commit(door: Door, attempt: Attempt, command: Command, alongside?: Completed['alongside']): Promise<CommandResult> {
  const request = { instanceId: attempt.instance_id, commandId: attempt.commandId, command, actor: jobActor };
  return keepTrying(attempt.signal, () => door.executeCommand(alongside ? { ...request, alongside } : request));
}

/** A result nobody waits for any more is no error: it is written down, and that was it. */
function outcomeOf(result: CommandResult, ifDone: JobOutcome['outcome']): JobOutcome {
  if (result.status === 'done') return { outcome: result.reply.ignored === true ? 'ignored' : ifDone };
  if (result.status === 'stopped') return { outcome: 'stopped' };
  return { outcome: 'ignored' };
}
