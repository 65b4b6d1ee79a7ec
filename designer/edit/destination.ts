import type { DiagramElement } from '../canvas/moddle-element.ts';
import { readFormalExpression } from './expression.ts';

/**
 * Name of the element a result of a task leads to, following the flow conditions that test it: out of the task itself,
 * or out of the gateway behind it. Undefined = leads nowhere.
 */
export function destinationOf(task: DiagramElement, variable: string, value: string): string | undefined {
  const flows = outgoing(task);
  const direct = chosen(flows, task, variable, value);
  const target = direct?.target;
  if (!target) return undefined;
  if (target.type !== 'bpmn:ExclusiveGateway' && target.type !== 'bpmn:InclusiveGateway') return nameOf(target);
  const next = chosen(outgoing(target), target, variable, value)?.target;
  return next ? nameOf(next) : undefined;
}

function chosen(flows: DiagramElement[], source: DiagramElement, variable: string, value: string): DiagramElement | undefined {
  const only = flows.length === 1 ? flows[0] : undefined;
  if (only && !condition(only)) return only;
  const matching = flows.find((flow) => tests(condition(flow), variable, value));
  const fallback = source.businessObject.default as { id?: string } | undefined;
  return matching ?? flows.find((flow) => flow.id === fallback?.id);
}

function tests(text: string, variable: string, value: string): boolean {
  const quoted = `"${value}"`;
  return text.includes(variable) && text.includes(quoted);
}

function outgoing(element: DiagramElement): DiagramElement[] {
  return (element.outgoing ?? []).filter((flow) => flow.type === 'bpmn:SequenceFlow');
}

function condition(flow: DiagramElement): string {
  return readFormalExpression(flow.businessObject, 'conditionExpression');
}

function nameOf(element: DiagramElement): string {
  return element.businessObject.name || element.id;
}
