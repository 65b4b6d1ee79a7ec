import type { CompiledElement, CompiledPackage, CompiledProcess } from '../../contract/process.ts';
import type { Finding } from '../../elements/element.ts';
import { finding, label } from '../findings.ts';
import { indexProcess, isEventSubProcess, type ProcessIndex } from '../index-process.ts';
import { checkSoundness } from './soundness/index.ts';
import { instantiates, startsOf } from './soundness/starts.ts';

/** Each scope starts and ends somewhere, and everything in it can be reached. */
export function checkProcess(process: CompiledProcess, pkg: CompiledPackage): Finding[] {
  const index = indexProcess(process);
  if (process.elements.length === 0) return [finding('process/empty', 'error', process.id, { element: label(process) })];
  if (process.global) return [];
  const scopes = [...index.scopes].map(([id, elements]) => ({ id, elements, name: nameOf(id, index) }));
  return scopes.flatMap(({ id, elements, name }) => checkScope(id, elements, name, index, pkg));
}

function nameOf(id: string, { process, elements }: ProcessIndex): string | undefined {
  return id === process.id ? process.name : elements.get(id)?.name;
}

function checkScope(
  id: string,
  elements: readonly CompiledElement[],
  name: string | undefined,
  index: ProcessIndex,
  pkg: CompiledPackage,
): Finding[] {
  const isProcess = id === index.process.id;
  const element = label({ id, name });
  const found: Finding[] = [];
  const starts = startsOf(elements, index).flat();
  const plain = elements.filter((each) => each.kind === 'start-event' && each.trigger?.kind === 'none');
  if (starts.length === 0) found.push(finding('process/no-start', 'error', id, { element }));
  if (plain.length > 1) {
    const events = plain.map((each) => each.name ?? each.id).join(', ');
    found.push(finding('process/several-none-starts', 'error', id, { element, count: plain.length, events }));
  }
  const begun = elements.some((each) => each.kind === 'start-event');
  const ended = elements.some((each) => each.kind === 'end-event');
  if (begun && !ended) found.push(finding('process/no-end', 'error', id, { element }));
  if (ended && !begun && !elements.some(instantiates)) found.push(finding('process/no-start-event', 'error', id, { element }));
  if (!begun && !ended && isProcess) found.push(finding('process/no-end', 'warning', id, { element }));
  const reached = reach([...starts, ...elements.filter(isEventSubProcess)], index);
  for (const each of elements) {
    if (!reached.has(each.id) && starts.length > 0) found.push(finding('element/unreachable', 'error', each.id, { element: label(each) }));
  }
  return [...found, ...checkSoundness({ id, element, elements }, index, pkg)];
}

function reach(starts: CompiledElement[], index: ProcessIndex): Set<string> {
  const reached = new Set<string>();
  const waiting = [...starts];
  for (let each = waiting.pop(); each; each = waiting.pop()) {
    if (reached.has(each.id)) continue;
    reached.add(each.id);
    const { handler } = (each.trigger?.config ?? {}) as { handler?: string };
    const next = [...each.outgoing.map((flow) => index.flows.get(flow)?.target ?? ''), ...each.boundary, handler ?? ''];
    waiting.push(...next.flatMap((id) => index.elements.get(id) ?? []));
  }
  return reached;
}
