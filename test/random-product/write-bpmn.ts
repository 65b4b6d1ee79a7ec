import type { CompiledElement, CompiledProcess, SequenceFlow } from '../../engine/contract/index.ts';
import { writeElement } from './write-element.ts';
import { formal } from './write-trigger.ts';
import { Roots, tag, text } from './write-xml.ts';

/**
 * BPMN XML whose compilation gives these processes again: same ids, configs, and order of elements and flows. Only what random models use
 * is written: no lanes, names of processes or data.
 */
export function writeBpmn(processes: CompiledProcess[]): string {
  const roots = new Roots();
  const bodies = processes.map((process) =>
    tag('bpmn:process', { id: process.id, isExecutable: true }, container(process, process.id, roots)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="definitions" targetNamespace="http://perennial.dev/test">
${roots.xml()}
${bodies.join('\n')}
</bpmn:definitions>`;
}

/** Elements and flows of one scope, each in its order; the compiler reads a subprocess with all its flows where it stands. */
function container(process: CompiledProcess, scope: string, roots: Roots): string[] {
  const elements = process.elements.filter((element) => element.scope === scope);
  const scopeOf = new Map(process.elements.map((element) => [element.id, element.scope]));
  const flows = process.flows.map((flow, index) => ({ flow, index })).filter(({ flow }) => scopeOf.get(flow.source) === scope);
  const parts: string[] = [];
  const writeFlowsBefore = (end: number) => {
    while (flows[0] && flows[0].index < end) parts.push(writeFlow((flows.shift() as { flow: SequenceFlow }).flow));
  };
  for (const element of elements) {
    const inner = insideOf(process.elements, element.id);
    const first = process.flows.findIndex((flow) => inner.has(flow.source));
    if (first >= 0) writeFlowsBefore(first);
    parts.push(`\n${writeElement(element, roots, inner.size > 0 ? container(process, element.id, roots) : [])}`);
  }
  writeFlowsBefore(Number.POSITIVE_INFINITY);
  return [...parts, ...elements.flatMap(association), '\n'];
}

function insideOf(elements: CompiledElement[], scope: string): Set<string> {
  const inside = new Set<string>();
  // A container stands before what it holds.
  for (const element of elements) if (element.scope === scope || inside.has(element.scope)) inside.add(element.id);
  return inside;
}

function writeFlow({ id, source, target, condition }: SequenceFlow): string {
  const body = text('bpmn:conditionExpression', condition === undefined ? undefined : `= ${condition}`, formal);
  return `\n${tag('bpmn:sequenceFlow', { id, sourceRef: source, targetRef: target }, [body])}`;
}

function association({ id, trigger }: CompiledElement): string[] {
  const handler = trigger?.kind === 'compensation' ? (trigger.config as { handler?: string }).handler : undefined;
  if (handler === undefined) return [];
  return [tag('bpmn:association', { id: `${id}_${handler}`, sourceRef: id, targetRef: handler, associationDirection: 'One' })];
}

/** The same processes with ids of flows that XML may hold; those of elements are fit as random models make them. */
export function withXmlIds(processes: CompiledProcess[]): CompiledProcess[] {
  const plain = (id: string) => id.replaceAll('->', '-to-').replaceAll('#', '-no-');
  return processes.map((process) => ({
    ...process,
    flows: process.flows.map((flow) => ({ ...flow, id: plain(flow.id) })),
    elements: process.elements.map((element) => ({
      ...element,
      incoming: element.incoming.map(plain),
      outgoing: element.outgoing.map(plain),
      ...(element.defaultFlow === undefined ? {} : { defaultFlow: plain(element.defaultFlow) }),
    })),
  }));
}
