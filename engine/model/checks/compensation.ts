import type { CompiledElement, CompiledProcess } from '../../contract/process.ts';
import type { Finding } from '../../elements/element.ts';
import { finding, label } from '../findings.ts';

/** A compensation handler stands beside the flow, and one compensation event leads to it (BPMN 2.0.2, 10.7.1). */
export function checkHandler(element: CompiledElement, process: CompiledProcess): Finding[] {
  const handler = (element.trigger?.config as { handler?: string } | undefined)?.handler;
  const target = handler === undefined ? undefined : process.elements.find((each) => each.id === handler);
  if (handler !== undefined && !target?.forCompensation) {
    return [finding('compensation/target', 'error', element.id, { element: label(element), target: label(target ?? { id: handler }) })];
  }
  if (!element.forCompensation) return [];
  const named = process.elements.filter((each) => (each.trigger?.config as { handler?: string } | undefined)?.handler === element.id);
  const flows = element.incoming.length + element.outgoing.length;
  return flows > 0 || named.length !== 1 ? [finding('compensation/handler', 'error', element.id, { element: label(element) })] : [];
}
