import { isDeepStrictEqual } from 'node:util';
import { parseIsoCycle, parseIsoDuration } from '../../engine/calendar/iso.ts';
import type { Actor, Command, DecideContext, Fact, InstanceState, RecordSnapshot, TimerState } from '../../engine/contract/index.ts';
import { defaultLimits } from '../../engine/contract/index.ts';
import { applyFact, decide } from '../../engine/kernel/index.ts';
import { undoBasis } from '../../engine/kernel/undo-basis.ts';
import type { PastCommand } from '../../engine/kernel/undoable.ts';
import { asStored } from './as-stored.ts';
import { faultsOf } from './invariants.ts';
import { Random } from './random.ts';
import { RandomModel, sampleDecision } from './random-model.ts';
import { leadRecord, randomMove, starter } from './random-path.ts';

const chief: Actor = { id: 'chief', roles: ['supervisor'], groups: ['sales', 'pre-sales'] };
const longestPath = 60;
/** Repeated activities started by hand in repeated activities grow without end. */
const mostFacts = 1_500;

/** How often what was tried in one random case. */
export interface OperationCounts {
  undone: number;
  irrevocable: number;
  paused: number;
  held: number;
  moved: number;
  corrected: number;
}

/** One random case on which an operator works: whatever he does is held against the state before, after each command. */
export async function runOperations(seed: number): Promise<OperationCounts> {
  const run = new OperatedCase(seed, new RandomModel(new Random(seed)).build(await sampleDecision()));
  run.begin();
  for (let turn = 0; turn < longestPath && run.state?.status === 'open' && run.state.factNumber < mostFacts; turn += 1) run.turn();
  return run.counts;
}

class OperatedCase {
  readonly counts: OperationCounts = { undone: 0, irrevocable: 0, paused: 0, held: 0, moved: 0, corrected: 0 };
  state: InstanceState | null = null;
  private readonly random: Random;
  private readonly facts: Fact[] = [];
  private readonly commands: PastCommand[] = [];
  private readonly ctx: DecideContext;

  constructor(
    private readonly seed: number,
    private readonly pkg: DecideContext['packages'][string],
  ) {
    this.random = new Random(seed ^ 0x5eed);
    this.ctx = {
      now: Date.parse('2027-02-01T08:00:00Z'),
      actor: starter,
      packages: { [pkg.hash]: pkg },
      records: [leadRecord],
      calendars: {},
      limits: { ...defaultLimits, steps: 400, variableSize: 20_000, valueSize: 5_000 },
    };
  }

  begin(): void {
    const variables = { n: this.random.int(0, 9), key: 'k', round: 0, unknown1: 1, unknown2: 2, unknown3: 3 };
    const records = [{ alias: 'lead', type: 'lead', id: 'L1', relation: 'owns' as const }];
    this.send({ type: 'start', instanceId: 'i1', variables, records }, starter);
  }

  turn(): void {
    const { random } = this;
    if (random.chance(0.1)) this.pause();
    if (random.chance(0.1)) this.correct();
    if (random.chance(0.1)) this.move();
    const move = randomMove(random, this.state as InstanceState, this.ctx);
    this.ctx.now += move.wait;
    const before = this.state;
    const fields = JSON.stringify(this.ctx.records.map((record) => record.fields));
    const accepted = this.send(move.command, move.actor);
    const changed = accepted && this.state?.factNumber !== before?.factNumber;
    if (changed && !move.actor.id.startsWith('system:') && random.chance(0.5)) this.undo(before as InstanceState, fields, move.command);
  }

  /** Whatever a person just did is taken back: the state is the one before it. */
  private undo(before: InstanceState, fields: string, step: Command): void {
    const undoable = undoBasis(this.commands, this.facts, [])?.lastFact === this.state?.factNumber;
    const why = this.decided({ type: 'undo' }, chief);
    if (!undoable || !why.ok) {
      if (undoable && !why.ok && !['messageLeft', 'signalLeft'].includes(String(why.params?.why)))
        throw this.fault(`undo of ${step.type}: ${why.message}`);
      this.counts.irrevocable += 1;
      return;
    }
    this.send({ type: 'undo' }, chief);
    this.counts.undone += 1;
    expectSame(apart(this.state), apart(before), () => this.fault(`undo of ${JSON.stringify(step).slice(0, 200)} is not exact`));
    if (JSON.stringify(this.ctx.records.map((record) => record.fields)) !== fields) throw this.fault('undo leaves the record changed');
  }

  /** Suspended for a while, tried meanwhile, resumed: only what counts time differs, and by that while. */
  private pause(): void {
    const before = this.state as InstanceState;
    const from = this.ctx.now;
    this.send({ type: 'suspend', reason: 'r' }, chief);
    for (let tries = this.random.int(0, 4); tries > 0; tries -= 1) {
      this.ctx.now += this.random.int(0, 5_400_000);
      const { command, actor } = randomMove(this.random, this.state as InstanceState, this.ctx);
      if (command.type === 'cancel' || command.type === 'raiseIncident' || command.type === 'changeRecord') continue;
      const held = command.type === 'completeJob' || command.type === 'failJob';
      if (this.send(command, actor) && !held) throw this.fault(`${command.type} was accepted while suspended`);
      if (held) this.counts.held += 1;
    }
    const still = this.state as InstanceState;
    if (!this.send({ type: 'resume' }, chief)) throw this.fault('resume was refused');
    this.counts.paused += 1;
    const after = this.state as InstanceState;
    if (still.suspended?.held || still.factNumber > before.factNumber + 1) return;
    expectSame(timeless(after), timeless(before), () => this.fault('a pause changes more than times'));
    for (const [id, { timers = [], task }] of Object.entries(before.elements)) {
      for (const timer of timers) {
        const now = after.elements[id]?.timers?.find((each) => each.id === timer.id);
        // An agreed call-back stays, and what counts from it stands still from then on only.
        const stood = timer.purpose === 'event' ? from : Math.max(from, task?.followUpAt ?? 0);
        const due = counts(timer) && !timer.parked && timer.dueAt > stood ? timer.dueAt + Math.max(0, this.ctx.now - stood) : timer.dueAt;
        if (now?.dueAt !== due) throw this.fault(`timer ${timer.id} (${timer.rule}) is due ${now?.dueAt}, ${due} was expected`);
      }
    }
  }

  private correct(): void {
    if (this.state?.status !== 'open') return;
    const scope = this.random.pick(Object.keys(this.state.elements));
    if (this.send({ type: 'setVariables', reason: 'r', variables: { n: this.random.int(0, 9) }, scope: Number(scope) }, chief))
      this.counts.corrected += 1;
  }

  private move(): void {
    if (this.state?.status !== 'open') return;
    const cancel = Object.keys(this.state.elements)
      .map(Number)
      .filter((id) => id !== 1 && this.random.chance(0.4));
    const elements = this.pkg.processes[0]?.elements ?? [];
    const start = this.random.chance(0.8) && elements.length > 0 ? [{ element: this.random.pick(elements).id }] : [];
    if (this.send({ type: 'modify', reason: 'r', cancel, start }, chief)) this.counts.moved += 1;
  }

  private decided(command: Command, actor: Actor) {
    const undo = command.type === 'undo' ? { undo: undoBasis(this.commands, this.facts, []) } : {};
    return decide(this.state, command, { ...this.ctx, actor, ...undo });
  }

  private send(command: Command, actor: Actor): boolean {
    const decision = this.decided(command, actor);
    if (!decision.ok) return false;
    const where = () => this.fault(JSON.stringify(command).slice(0, 200));
    const again = decide(asStored(this.state), command, { ...this.ctx, actor });
    if (command.type !== 'undo') expectSame(again, decision, where);
    expectSame(decision.facts.reduce<InstanceState | null>(applyFact, this.state), decision.state, where);
    const faults = decision.state.suspended ? [] : faultsOf(decision, this.pkg, this.state);
    if (faults.length > 0) throw this.fault(`${JSON.stringify(command).slice(0, 200)}: ${faults.join('; ')}`);
    this.state = decision.state;
    const firstFact = decision.state.factNumber - decision.facts.length + 1;
    this.commands.push({ id: 'c', type: command.type, actor: actor.id, firstFact, lastFact: decision.state.factNumber });
    this.facts.push(...(JSON.parse(JSON.stringify(decision.facts)) as Fact[]));
    for (const fact of decision.facts) {
      if (fact.type !== 'recordChanged') continue;
      this.ctx.records = this.ctx.records.map(
        (record): RecordSnapshot => ({
          ...record,
          version: fact.recordVersion,
          fields: { ...record.fields, ...fact.patch },
        }),
      );
    }
    return true;
  }

  private fault(what: string): Error {
    return new Error(`seed ${this.seed}, fact ${this.state?.factNumber}: ${what}`);
  }
}

/** A state but for its fact number. */
function apart(state: InstanceState | null): object {
  return { ...(JSON.parse(JSON.stringify(state)) as InstanceState), factNumber: 0 };
}

function timeless(state: InstanceState): object {
  return JSON.parse(
    JSON.stringify({ ...state, factNumber: 0 }, (key, value) =>
      key === 'pauses' ? undefined : ['dueAt', 'warnAt', 'armedAt'].includes(key) ? 'time' : value,
    ),
  ) as object;
}

function counts({ purpose, rule }: TimerState): boolean {
  return purpose !== 'event' || parseIsoDuration(rule) !== null || parseIsoCycle(rule) !== null;
}

function expectSame(actual: unknown, expected: unknown, fault: () => Error): void {
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(actual)), JSON.parse(JSON.stringify(expected)))) throw fault();
}
