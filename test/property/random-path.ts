import type { Actor, Command, DecideContext, InstanceState, RecordSnapshot, Variables } from '../../engine/contract/index.ts';
import type { Random } from './random.ts';

const anna: Actor = { id: 'anna', roles: ['rep'], groups: ['sales'], team: 'sales' };
const boris: Actor = { id: 'boris', roles: ['rep'], groups: ['pre-sales'] };
const chief: Actor = { id: 'chief', roles: ['supervisor'], groups: ['sales', 'pre-sales'] };
const system = (name: string): Actor => ({ id: `system:${name}`, roles: [], groups: [] });

export interface Move {
  command: Command;
  actor: Actor;
  /** Milliseconds the clock moves before it. */
  wait: number;
}

/** What the world might do to the case now: sensible things mostly, late, wrong and forbidden ones too. */
export function randomMove(random: Random, state: InstanceState, ctx: DecideContext): Move {
  const moves = possible(random, state, ctx);
  if (random.chance(0.12) || moves.length === 0) return odd(random, state);
  return random.pick(moves)();
}

function possible(random: Random, state: InstanceState, ctx: DecideContext): (() => Move)[] {
  const moves: (() => Move)[] = [];
  const move = (command: Command, actor: Actor, wait = 0) => moves.push(() => ({ command, actor, wait }));
  for (const instance of Object.values(state.elements)) {
    const { id, task, job } = instance;
    if (task) {
      const who = random.pick([anna, boris, chief]);
      const pkg = ctx.packages[Object.keys(ctx.packages)[0] as string];
      const element = pkg?.processes.find((each) => each.id === instance.process)?.elements.find((each) => each.id === instance.element);
      const outcomes = (element?.config as { outcomes?: { value: string }[] } | undefined)?.outcomes ?? [];
      const outcome = outcomes.length > 0 ? random.pick(outcomes).value : undefined;
      const values: Variables = random.chance(0.5)
        ? { n: random.int(0, 9) }
        : random.chance(0.3)
          ? { 'lead.need': 'labels', extra: [1, { deep: true }] }
          : {};
      const completion: Command = { type: 'completeTask', task: id, outcome, values, checklist: [], evidence: {} };
      move(completion, who, random.int(0, 600_000));
      move(completion, task.assignee === 'boris' ? boris : anna);
      if (random.chance(0.3)) move({ type: 'override', reason: 'because', command: completion }, chief);
      if (random.chance(0.3)) move({ type: 'claim', task: id }, random.pick([anna, boris]));
      if (random.chance(0.2)) move({ type: 'unclaim', task: id }, who);
      if (random.chance(0.2)) move({ type: 'assign', task: id, assignee: random.pick(['anna', 'boris', null]), reason: 'x' }, chief);
      if (random.chance(0.2)) move({ type: 'saveDraft', task: id, draft: { a: random.int(0, 9) } }, who);
      if (random.chance(0.2)) move({ type: 'defer', task: id, followUpAt: ctx.now + random.int(1, 7_200_000), reason: 'later' }, who);
      if (random.chance(0.3)) move({ type: 'throwError', task: id, code: random.pick(['E1', 'E2']) }, who);
    }
    if (job && !job.failed) {
      move(
        { type: 'completeJob', job: job.key, output: random.chance(0.8) ? { n: random.int(0, 9) } : {} },
        system('job'),
        random.int(0, 60_000),
      );
      const error = { code: random.pick(['E1', 'E2', '']), message: 'failed', bpmnError: random.chance(0.5) };
      if (random.chance(0.4)) move({ type: 'failJob', job: job.key, error, retriesLeft: random.int(0, 1) }, system('job'));
    }
    for (const timer of instance.timers ?? []) {
      if (random.chance(0.5))
        move({ type: 'advance' }, system('timer'), Math.max(0, timer.dueAt - ctx.now) + (random.chance(0.2) ? 3_600_000 : 0));
    }
    for (const subscription of instance.subscriptions ?? []) {
      const messageId = `m${random.int(0, 1_000_000)}`;
      const { messageName: name, correlationKey } = subscription;
      if (subscription.kind === 'signal') {
        move({ type: 'deliverSignal', signalId: messageId, name, payload: { n: random.int(0, 9) } }, system('message'));
        continue;
      }
      move({ type: 'deliverMessage', messageId, name, correlationKey, payload: { n: random.int(0, 9) } }, system('message'));
    }
  }
  for (const instance of Object.values(state.elements)) {
    const process = ctx.packages[Object.keys(ctx.packages)[0] as string]?.processes.find((each) => each.id === instance.process);
    if (process?.elements.find((each) => each.id === instance.element)?.kind !== 'ad-hoc-sub-process') continue;
    const inside = process.elements.filter((each) => each.scope === instance.element);
    for (const { id } of inside) move({ type: 'startAdHoc', scope: instance.id, element: id }, anna);
    if (random.chance(0.3)) move({ type: 'completeAdHoc', scope: instance.id }, anna);
  }
  for (const job of Object.keys(state.detachedJobs ?? {})) {
    if (random.chance(0.5)) move({ type: 'completeJob', job, output: {} }, system('job'));
    else move({ type: 'failJob', job, error: { code: 'mail', message: 'x' }, retriesLeft: 0 }, system('job'));
  }
  for (const incident of Object.values(state.incidents)) {
    const variables = { n: random.int(0, 9), unknown1: 2, unknown2: 0, unknown3: 5, key: 'k', round: 1 };
    // What nothing can mend would be retried for ever.
    if (['errorNotCaught', 'calledProcess'].includes(incident.code) && !random.chance(0.1)) continue;
    move({ type: 'retryIncident', incident: incident.id, ...(random.chance(0.7) ? { variables } : {}) }, chief);
  }
  return moves;
}

function odd(random: Random, state: InstanceState): Move {
  const number = random.int(1, state.factNumber + 2);
  const commands: [Command, Actor][] = [
    [{ type: 'completeTask', task: number, values: { n: 1 } }, anna],
    [{ type: 'completeTask', task: number, outcome: 'maybe', values: { 'lead.colour': 1 } }, boris],
    [{ type: 'completeJob', job: `i1:${number}`, output: { n: 3 } }, system('job')],
    [{ type: 'deliverMessage', messageId: 'm0', name: 'm1', correlationKey: 'k', payload: {} }, system('message')],
    [{ type: 'changeRecord', alias: 'lead', patch: { amount: random.int(0, 100), need: random.pick(['labels', null]) } }, anna],
    [
      {
        type: 'raiseIncident',
        code: 'stopped',
        message: 'x',
        elementInstance: number,
        trigger: { kind: random.pick(['none', 'activate', 'complete', 'job']) },
      },
      system('sandbox'),
    ],
    [{ type: 'advance' }, system('timer')],
    [{ type: 'retryIncident', incident: number }, chief],
    [{ type: 'undo' }, anna],
    [{ type: 'deliverSignal', signalId: 's0', name: random.pick(['s1', 's2']), payload: {} }, system('message')],
    [{ type: 'startAdHoc', scope: number, element: 'step1' }, anna],
  ];
  if (random.chance(0.02)) return { command: { type: 'cancel', reason: 'enough' }, actor: chief, wait: 0 };
  const [command, actor] = random.pick(commands);
  return { command, actor, wait: random.int(0, 1_800_000) };
}

export const leadRecord: RecordSnapshot = { alias: 'lead', type: 'lead', id: 'L1', version: 1, fields: { amount: 5, need: null } };
export const starter = anna;
