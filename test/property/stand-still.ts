import type { Command, CompiledPackage, DecideContext, InstanceState } from '../../engine/contract/index.ts';
import { defaultLimits } from '../../engine/contract/index.ts';
import { decide } from '../../engine/kernel/decide.ts';

/** More live elements than this: tokens that multiply without end. */
const most = 20;

export interface Played {
  /** Gateways and activities at which tokens stood when nothing could go on any more. */
  stuck: Set<string>;
  states: number;
  /** False: more states than the limit. */
  complete: boolean;
}

/**
 * Plays every path of a small model with the kernel itself: every value of the variables that decide, every order in which people and timers
 * act. A case that is open, where nothing has failed and nothing could happen, stands still.
 */
export function playAll(pkg: CompiledPackage, choices: string[], answers: ReadonlyMap<string, string>, limit: number): Played {
  const played: Played = { stuck: new Set(), states: 0, complete: true };
  const seen = new Set<string>();
  const open: InstanceState[] = [];
  const reach = (state: InstanceState) => {
    const key = keyOf(state, choices);
    if (seen.has(key)) return;
    seen.add(key);
    open.push(state);
  };
  for (let values = 0; values < 2 ** choices.length; values += 1) {
    const variables = Object.fromEntries(choices.map((name, bit) => [name, (values & (1 << bit)) !== 0]));
    const state = next(null, { type: 'start', instanceId: 'i1', variables, records: [] }, pkg);
    if (state) reach(state);
  }
  for (let state = open.pop(); state; state = open.pop()) {
    played.states += 1;
    if (played.states > limit) return { ...played, complete: false };
    if (state.status !== 'open') continue;
    if (Object.keys(state.elements).length > most) {
      played.complete = false;
      continue;
    }
    const moves = movesOf(state, answers);
    const incidents = Object.values(state.incidents);
    if (moves.length === 0 && incidents.every(({ code }) => code === 'noNextAction')) {
      if (incidents.length === 0) throw new Error('It stands still, and nobody is told');
      for (const instance of Object.values(state.elements)) for (const id of Object.keys(instance.arrived ?? {})) played.stuck.add(id);
    }
    for (const move of moves) {
      const after = next(state, move, pkg);
      if (after) reach(after);
    }
  }
  return played;
}

function movesOf(state: InstanceState, answers: ReadonlyMap<string, string>): Command[] {
  return Object.values(state.elements).flatMap((instance): Command[] => {
    const answer = answers.get(instance.element);
    const values = answer === undefined ? [{}] : [{ [answer]: true }, { [answer]: false }];
    const complete = values.map((each): Command => ({ type: 'completeTask', task: instance.id, values: each }));
    return [...(instance.task ? complete : []), ...((instance.timers ?? []).length > 0 ? [{ type: 'advance' } as const] : [])];
  });
}

function next(state: InstanceState | null, command: Command, pkg: CompiledPackage): InstanceState | null {
  const due = Object.values(state?.elements ?? {}).flatMap((instance) => (instance.timers ?? []).map((timer) => timer.dueAt));
  const now = command.type === 'advance' ? Math.min(...due) : Date.parse('2027-02-01T10:00:00Z');
  const ctx: DecideContext = {
    now,
    actor: { id: command.type === 'advance' ? 'system:timer' : 'anna', roles: ['rep'], groups: [] },
    packages: { [pkg.hash]: pkg },
    records: [],
    calendars: {},
    limits: { ...defaultLimits, steps: 80, variableSize: 20_000, valueSize: 5_000 },
  };
  const decision = decide(state, command, ctx);
  return decision.ok ? decision.state : null;
}

/** What of a state decides how it can go on: where tokens are, and the choices. */
function keyOf(state: InstanceState, choices: string[]): string {
  const places = Object.values(state.elements).map((instance) => {
    const around = instance.parent === null ? '' : (state.elements[instance.parent]?.element ?? '');
    return `${instance.element}@${around}${instance.arrived ? JSON.stringify(instance.arrived) : ''}`;
  });
  const main = Object.values(state.elements).find((instance) => instance.parent === null);
  return `${state.status} ${places.sort().join(' ')} ${choices.map((name) => (main?.variables?.[name] === true ? 1 : 0)).join('')}`;
}
