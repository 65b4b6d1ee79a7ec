import type { Queryable } from '../../db/queryable.ts';
import type { Actor, Chain, Command, Fact } from '../../engine/contract/index.ts';
import { takenFrom } from '../../runtime/chains.ts';
import { contentHash } from '../../runtime/content-hash.ts';
import type { Journal } from './journal.ts';
import { systemStart } from './system-start.ts';

export interface StoredCommand {
  id: string;
  instance_id: string;
  type: Command['type'];
  actor: string;
  content_hash: Buffer;
  reply: object;
  first_fact: number;
  last_fact: number;
  at: Date;
}

export interface Known {
  command: Command;
  actor: Actor;
  /** Of the signal or message that it delivers, or that starts the case. */
  chain?: Chain;
}

/**
 * What a stored command was. The product keeps its hash alone: a client's is in the journal, the system's own is made again from what its
 * facts, job or message say, and either is believed only when the hash agrees. A text = it cannot be known, or is not what it was.
 */
export async function commandOf(
  queryable: Queryable,
  journal: Journal,
  stored: StoredCommand,
  facts: Fact[],
  hook: string,
): Promise<Known | string> {
  const entry = journal.entries.get(stored.id);
  if (entry) {
    if (entry.instanceId !== stored.instance_id) return `${stored.id} was sent to ${entry.instanceId}`;
    if (!contentHash(entry.content).equals(stored.content_hash)) return `${stored.id} (${stored.type}) is stored with another content`;
    return { command: entry.command, actor: entry.actor };
  }
  const start = stored.type === 'start' ? await systemStart(queryable, stored, facts) : undefined;
  if (start) return { ...start, actor: { id: stored.actor, roles: [], groups: [] } };
  const guesses = await guessesOf(queryable, stored, facts, hook);
  const command = guesses.find((each) => contentHash(each).equals(stored.content_hash));
  if (!command) return `${stored.id} (${stored.type}) is nobody's: none of ${guesses.length} reconstructions has its hash`;
  return { command, actor: { id: stored.actor, roles: [], groups: [] }, chain: await chainOf(queryable, command) };
}

async function chainOf(queryable: Queryable, command: Command): Promise<Chain | undefined> {
  const [table, id] =
    command.type === 'deliverSignal'
      ? ['signal', command.signalId]
      : command.type === 'deliverMessage'
        ? ['message', command.messageId]
        : [];
  if (table === undefined) return undefined;
  const text = `select id, chain, hops from ${table} where id = $1`;
  const { rows } = await queryable.query<Parameters<typeof takenFrom>[0]>({ text, values: [id] });
  return rows[0] && takenFrom(rows[0]);
}

async function guessesOf(queryable: Queryable, { id, type, instance_id }: StoredCommand, facts: Fact[], hook: string): Promise<Command[]> {
  const rows = async <Row extends object>(sql: string, value: string) => (await queryable.query<Row>({ text: sql, values: [value] })).rows;
  if (type === 'advance') return [{ type }];
  if (type === 'completeJob' || type === 'failJob') {
    const job = id.match(new RegExp(`(${instance_id}:\\d+)`))?.[1] ?? '';
    return type === 'completeJob'
      ? completions(job, facts, await rows('select output from job where key = $1', job))
      : failures(job, facts, hook);
  }
  if (type === 'deliverMessage') {
    const [, messageId = '', subscription] = id.match(/^deliver\/(.*)\/[^/]+\/(\d+)$/) ?? [];
    const found = await rows<{ name: string; correlation_key: string; payload: object }>('select * from message where id = $1', messageId);
    return found.map(({ name, correlation_key: correlationKey, payload }) => ({
      ...{ type, messageId, name, correlationKey, payload: payload as never, subscription: Number(subscription) },
    }));
  }
  if (type === 'deliverSignal') {
    const signalId = id.match(/^signal\/(.*)\/[^/]+$/)?.[1] ?? '';
    const found = await rows<{ name: string; payload: object }>('select name, payload from signal where id = $1', signalId);
    return found.map(({ name, payload }) => ({ type, signalId, name, payload: payload as never }));
  }
  return type === 'raiseIncident' ? incidents(facts) : [];
}

/** The result is in the job, or in the fact; one that came too late is kept by its hash alone, and may be empty. */
function completions(job: string, facts: Fact[], stored: { output: object | null }[]): Command[] {
  const told = facts.flatMap((fact) => (fact.type === 'jobCompleted' ? [fact.output] : []));
  const outputs = [...told, ...stored.map(({ output }) => output ?? {}), ...scripted] as never[];
  return outputs.map((output) => ({ type: 'completeJob', job, output }));
}

/** What the test's own web address may have answered, and what news in the app comes to. */
const scripted = [...Array.from({ length: 10 }, (_, n) => ({ status: 200, body: { n } })), {}];

/** The failure is in the fact; of one that came too late nothing but the hash is kept, so that all it may have been are tried. */
function failures(job: string, facts: Fact[], hook: string): Command[] {
  const told = facts.flatMap((fact) => (fact.type === 'jobFailed' ? [{ code: fact.code, message: fact.message }] : []));
  const late = told.length === 0 ? lateFailures(hook) : [];
  return [...told, ...late].flatMap((error) =>
    Array.from({ length: mostAttempts }, (_, retriesLeft) => retriesLeft).flatMap((retriesLeft): Command[] => [
      { type: 'failJob', job, error, retriesLeft },
      { type: 'failJob', job, error: { ...error, variables: { status: statusOf(error.message) } }, retriesLeft },
    ]),
  );
}

/** More than any job type's. */
const mostAttempts = 12;
const statusOf = (message: string) => Number(message.match(/ answered (\d+):/)?.[1]);

function lateFailures(hook: string): { code: string; message: string }[] {
  const refusals = [422, 500, 503].flatMap((status) =>
    Array.from({ length: 10 }, (_, n) => ({ code: 'httpStatus', message: `${hook} answered ${status}: {"n":${n}}` })),
  );
  const lost = [1, 2, 3].map((n) => ({ code: 'workerLost', message: `The worker was lost at attempt ${n} of 3` }));
  return [
    ...refusals,
    ...lost,
    { code: 'timedOut', message: 'It took longer than 10000 ms' },
    { code: 'timedOut', message: 'The whole time of the job is over' },
  ];
}

/** The sandbox gave up on a command. */
function incidents(facts: Fact[]): Command[] {
  return facts.flatMap((fact): Command[] => {
    if (fact.type !== 'incidentRaised') return [];
    const { code, message, trigger } = fact.incident;
    const { elementInstance, ...rest } = trigger as { elementInstance?: number; kind: 'none' };
    return [
      { type: 'raiseIncident', code, message, elementInstance, trigger: rest },
      { type: 'raiseIncident', code, message, trigger: rest },
    ];
  });
}
