import type { Variables } from '../../engine/contract/index.ts';
import type { Finding } from '../../engine/elements/element.ts';
import { traceOf, wordOf } from './adapt/words.ts';
import type { Case, CaseFile, Step, Verdict } from './cases.ts';
import { load } from './load.ts';
import { type Play, steps } from './steps.ts';
import { World } from './world.ts';

/** Plays one case; the note of a failure says at which step and what was seen instead. */
export async function runCase(run: Case, file: CaseFile): Promise<Verdict> {
  const verdict = (note: string): Verdict => ({ id: run.id, verdict: note === '' ? 'pass' : 'fail', note });
  const loaded = await load(run, file);
  if (!loaded.ok) return verdict(refusal(run.steps, loaded.findings));
  const worker = {
    ms: (type: string) => wordOf(type)?.ms ?? 0,
    finish: (type: string) => {
      const error = wordOf(type)?.error;
      return error === undefined ? { output: {} } : { error };
    },
  };
  const play: Play = {
    world: new World(loaded.pkg, worker),
    pkg: loaded.pkg,
    first: undefined,
    refused: undefined,
    initiator: undefined,
    optional: loaded.optional,
    log: () => log(play, loaded.words),
  };
  for (const [position, step] of run.steps.entries()) {
    const act = Object.hasOwn(steps, step.op) ? steps[step.op] : undefined;
    if (!act) return verdict(`step ${position + 1}: the harness has no ${step.op}`);
    try {
      const seen = act(step, play);
      if (seen !== undefined) return verdict(`step ${position + 1} ${JSON.stringify(step)}: ${seen}`);
    } catch (error) {
      return verdict(`step ${position + 1} ${JSON.stringify(step)}: threw ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return verdict('');
}

/** A model refused before publishing passes when just that was expected; never for want of an element. */
function refusal(list: Step[], findings: Finding[]): string {
  const expected = list.find((step) => step.op === 'expectTrace')?.multiset;
  const atFault = !findings.some((found) => found.rule === 'element/not-executable');
  const deploys = expected?.some((line) => line === 'ERROR' || line === 'ERROR_deployment') ?? false;
  return deploys && atFault ? '' : `refused: ${findings.map((found) => found.message).join(' ')}`;
}

/** What Betsy's scripts logged, and how the run went wrong. */
function log({ world }: Play, words: Map<string, string>): string[] {
  const lines: string[] = [];
  for (const { facts, state } of world.instances.values()) {
    const began = new Map<number, number>();
    const variables: Variables = {};
    // one that repeats is not an execution of its own: its rounds are
    const bodies = new Set(facts.flatMap((fact) => (fact.type === 'loopStarted' ? [fact.elementInstance] : [])));
    for (const fact of facts) {
      if (fact.type === 'elementCompleted' && bodies.has(fact.elementInstance)) continue;
      if (fact.type === 'instanceStarted') Object.assign(variables, fact.variables);
      if (fact.type === 'variablesSet') Object.assign(variables, fact.variables);
      if (fact.type === 'elementActivated') began.set(fact.number, fact.at);
      const word = fact.type === 'elementCompleted' ? wordOf(words.get(fact.element) ?? '') : undefined;
      if (word && fact.type === 'elementCompleted') lines.push(...word.log(variables, began.get(fact.elementInstance) ?? fact.at, fact.at));
    }
    for (const incident of Object.values(state.incidents)) {
      // Nothing went wrong: the case stands where it is, and we tell somebody.
      if (incident.code === 'noNextAction') continue;
      lines.push(incident.code === 'errorNotCaught' ? 'ERROR_thrownErrorEvent' : 'ERROR');
    }
  }
  return traceOf(lines);
}
