import { type Accepted, type CompiledPackage, type DecideContext, defaultLimits, type Variables } from '../../../engine/contract/index.ts';
import { decide } from '../../../engine/kernel/decide.ts';
import { compileBpmn } from '../../../engine/model/index.ts';
import { stepsModel } from './models.ts';

/** Runs the model once, start to end; the facts of the run. Throws when the case does not end. */
export type KernelRun = () => Accepted['facts'];

/** The variables every party's case carries: ten texts of 80 characters. */
export const caseVariables: Variables = Object.fromEntries(Array.from({ length: 10 }, (_, number) => [`v${number}`, 'x'.repeat(80)]));

export function contextOf(pkg: CompiledPackage): DecideContext {
  return {
    now: 1_800_000_000_000,
    actor: { id: 'bench', roles: [], groups: ['sales'] },
    packages: { [pkg.hash]: pkg },
    records: [],
    calendars: {},
    limits: defaultLimits,
  };
}

/** The package of a BPMN text; throws when it may not be published. */
export async function packageOf(xml: string): Promise<CompiledPackage> {
  const compiled = await compileBpmn(xml, { hash: 'bench' });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.findings));
  return compiled.package;
}

/** A run of `stepsModel` by the kernel: one command, facts made and folded into the state. */
export async function kernelRun(): Promise<KernelRun> {
  const ctx = contextOf(await packageOf(stepsModel().xml));
  return () => {
    const decision = decide(null, { type: 'start', instanceId: 'bench', variables: caseVariables, records: [] }, ctx);
    if (!decision.ok || decision.state.status !== 'completed') throw new Error('the bench case did not end');
    return decision.facts;
  };
}
