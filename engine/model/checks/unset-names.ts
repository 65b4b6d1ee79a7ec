import type { CompiledElement, CompiledPackage } from '../../contract/process.ts';
import type { Finding } from '../../elements/element.ts';
import { flowLabel } from '../../elements/rule.ts';
import { type FeelType, inspectExpression, nearest } from '../../expression/index.ts';
import { loopNames, packageScope } from '../expression-scope.ts';
import { finding, label } from '../findings.ts';
import { indexProcess, type ProcessIndex } from '../index-process.ts';
import { askedBy } from './asked-expressions.ts';
import { closedProcesses, type JobOutputs, type KnownSetters, setBy } from './name-setters.ts';

export interface NamesKnown {
  /** Data that the files draw: data objects, properties, data inputs of a process. */
  declared: string[];
  jobOutputs?: JobOutputs;
  /** A BPMN file by itself: its records and forms are not at hand. */
  bare?: boolean;
}

const any: FeelType = { kind: 'any' };

/** Gateways that never ask the conditions on their ways out. */
const askNothing = new Set(['parallel-gateway', 'event-based-gateway']);

/**
 * Names that no form, mapping, step, message or record of the package gives a value to: a case that comes to such an expression stops there.
 * A warning, since whoever starts a case through the API may give it any variable; data that comes so is drawn, and then it is known.
 */
export function checkUnsetNames(pkg: CompiledPackage, { declared, jobOutputs = {}, bare = false }: NamesKnown): Finding[] {
  const known: KnownSetters = { pkg, jobOutputs, bare };
  const given = packageScope({ ...pkg, processes: [] }).names;
  const fields = new Set(pkg.forms.flatMap((form) => form.fields.map(({ key }) => key)));
  const elements = pkg.processes.flatMap((process) => process.elements);
  const settings = elements.map((element) => ({ element, ...setBy(element, known) }));
  const set = new Set([...declared, ...settings.flatMap(({ left, within }) => [...left, ...within])]);
  const names = [...given, ...[...set].map((name): [string, FeelType] => [name, any]), ['activationCount', any] as [string, FeelType]];
  const candidates = [...set, ...fields, ...pkg.recordTypes.map(({ id }) => id)].filter((name) => !name.includes('.'));
  /** Names that only the rounds of this element know: no other element sets them, nor does it leave them behind. */
  const ofRounds = (element: CompiledElement, repeatedAround: boolean) => {
    const others = settings.flatMap((each) => (each.element === element ? each.left : [...each.left, ...each.within]));
    const elsewhere = new Set([...declared, ...fields, ...pkg.recordTypes.map(({ id }) => id), ...others]);
    const own = settings.find((each) => each.element === element)?.within ?? [];
    return new Set([...own, ...(repeatedAround ? [] : loopNames)].filter((name) => !elsewhere.has(name)));
  };
  const found: Finding[] = [];
  const check = (text: string, own: string[], id: string, element: string, hidden = new Set<string>()) => {
    const seen = names.filter(([name]) => !hidden.has(name));
    const scope = { names: [...seen, ...own.map((name): [string, FeelType] => [name, any])] };
    for (const { rule, params, offset } of inspectExpression(text, scope).findings) {
      const name = params.name ?? '';
      if (rule !== 'expression/unknown-name' || (bare && isRecord(text, offset + name.length))) continue;
      const like = nearest(
        name,
        candidates.filter((each) => !hidden.has(each)),
      );
      const told = { element, expression: params.expression ?? '', name };
      found.push(
        like === undefined
          ? finding('expression/nobody-sets', 'warning', id, told)
          : finding('expression/misspelt', 'warning', id, { ...told, like }),
      );
    }
  };
  for (const process of closedProcesses(known)) {
    // A global task has what its callers give it.
    if (process.global) continue;
    const index = indexProcess(process);
    for (const flow of process.flows) {
      const source = index.elements.get(flow.source);
      const asks = source && !askNothing.has(source.kind) && source.defaultFlow !== flow.id;
      if (flow.condition !== undefined && asks) check(flow.condition, [], flow.id, flowLabel(flow, index));
    }
    for (const element of process.elements) {
      for (const { text, own, beforeRounds } of askedBy(element)) {
        const hidden = beforeRounds ? ofRounds(element, isRepeated(index.elements.get(element.scope), index)) : undefined;
        check(text, own, element.id, label(element), hidden);
      }
    }
  }
  return found;
}

/** Whether it, or a subprocess around it, repeats. */
function isRepeated(element: CompiledElement | undefined, index: ProcessIndex): boolean {
  return element !== undefined && (element.loop !== undefined || isRepeated(index.elements.get(element.scope), index));
}

/** `lead.phone`: of a file by itself nobody knows which records its package will have. */
function isRecord(text: string, end: number): boolean {
  return /^\s*\./.test(text.slice(end));
}
