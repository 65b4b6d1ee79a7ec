import type { Actor, Command, JobError, Variables } from '../engine/contract/index.ts';
import { storable } from '../engine/text/storable.ts';
import type { CommandRequest, CommandResult, Door } from '../runtime/contract.ts';
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

type Alongside = Pick<CommandRequest, 'alongside' | 'alongsideIfIgnored'>;

export interface Completed extends Alongside {
  output: Variables;
}

export async function commitCompleted(door: Door, attempt: Attempt, completed: Completed): Promise<JobOutcome> {
  const { output, alongside, alongsideIfIgnored } = completed;
  const command = { type: 'completeJob' as const, job: attempt.key, output };
  const result = await commit(door, attempt, command, { alongside, alongsideIfIgnored });
  if (result.status !== 'refused') return outcomeOf(result, 'done');
  // The output itself was not taken (a guard, a limit): the job has failed.
  const { code, message } = result.rejection;
  return commitFailed(door, { ...attempt, commandId: `${attempt.commandId}/refused` }, { code, message }, 0);
}

export async function commitFailed(door: Door, attempt: Attempt, error: JobError, retriesLeft: number): Promise<JobOutcome> {
  // The words may be a stranger's. Refused, the failure would be lost and the job done again.
  const told = { ...error, message: storable(error.message) };
  const result = await commit(door, attempt, { type: 'failJob', job: attempt.key, error: told, retriesLeft });
  return outcomeOf(result, error.code === 'uncertain' ? 'uncertain' : 'failed');
}

/** From an attempt whose decision took too long to the next, in milliseconds: a machine out of breath is no reason to do the job again. */
const rests = [1_000, 3_000, 5_000];

async function commit(door: Door, attempt: Attempt, command: Command, alongside?: Alongside): Promise<CommandResult> {
  const request = { instanceId: attempt.instance_id, commandId: attempt.commandId, command, actor: jobActor, ...alongside };
  const once = () => keepTrying(attempt.signal, () => door.executeCommand(request));
  let result = await once();
  for (const rest of rests) {
    if (result.status !== 'stopped' || result.code !== 'killed' || attempt.signal.aborted) return result;
    await new Promise((resolve) => setTimeout(resolve, rest));
    result = await once();
  }
  return result;
}

/** A result nobody waits for any more is no error: it is written down, and that was it. */
function outcomeOf(result: CommandResult, ifDone: JobOutcome['outcome']): JobOutcome {
  if (result.status === 'done') return { outcome: result.reply.ignored === true ? 'ignored' : ifDone };
  if (result.status === 'stopped') return { outcome: 'stopped' };
  return { outcome: 'ignored' };
}
