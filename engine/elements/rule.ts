import type { CompiledElement, CompiledPackage, SequenceFlow } from '../contract/process.ts';
import { flowName, label, type Params, say, weighed } from '../model/findings.ts';
import { type ProcessIndex, processOf } from '../model/index-process.ts';
import type { Finding, PublishRule } from './element.ts';

type Severity = Finding['severity'];

export interface RuleContext {
  pkg: CompiledPackage;
  process: ProcessIndex;
}

/**
 * A publish rule whose sentence stands in `model/findings/<locale>.json` under its id. `faults` gives the params of each fault found;
 * `{element}` is filled in here, a `flow` given by its id is named and becomes the finding's place. `stricter-for-records` is an error where a record would be left without a next action, else a warning.
 */
export function publishRule<Config>(
  id: string,
  severity: Severity | 'stricter-for-records',
  faults: (element: CompiledElement<Config>, context: RuleContext) => Params[],
): PublishRule<Config> {
  return {
    id,
    check(element, pkg) {
      const weight = severity === 'stricter-for-records' ? (movesRecord(pkg) ? 'error' : 'warning') : severity;
      const process = processOf(element, pkg);
      return faults(element, { pkg, process }).map((params) => {
        const flow = process.flows.get(String(params.flow ?? ''));
        const all = { element: label(element), ...params, ...(flow ? { flow: nameOfFlow(flow, process) } : {}) };
        return { severity: weighed(id, weight), message: say(id, all), params: all, ...(flow ? { place: flow.id } : {}) };
      });
    },
  };
}

export function nameOfFlow(flow: SequenceFlow, { elements }: ProcessIndex): string {
  return flowName(flow, (id) => elements.get(id)?.name);
}

/** How a sentence names a way that it is about: `“Won” (flow_1)`, `“Call → Decide” (flow_2)`. */
export function flowLabel(flow: SequenceFlow, process: ProcessIndex): string {
  return label({ id: flow.id, name: nameOfFlow(flow, process) });
}

/** One fault when the condition holds. */
export function when(condition: boolean, params: Params = {}): Params[] {
  return condition ? [params] : [];
}

/** True when the package moves a record: a case of it may never be left without a next action. */
export function movesRecord(pkg: CompiledPackage): boolean {
  return pkg.recordType !== undefined;
}
