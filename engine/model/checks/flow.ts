import type { CompiledElement, CompiledProcess } from '../../contract/process.ts';
import type { Finding } from '../../elements/element.ts';
import { mayStop } from '../../elements/gateway-rules.ts';
import { nameOfFlow } from '../../elements/rule.ts';
import { finding, label } from '../findings.ts';
import { indexProcess, isEventSubProcess } from '../index-process.ts';

/** The default flow of one element, and an end that is none. */
export function checkFlow(element: CompiledElement, process: CompiledProcess): Finding[] {
  const index = indexProcess(process);
  const put = (rule: string, severity: Finding['severity'], params: { [name: string]: string } = {}) => {
    const flow = index.flows.get(params.flow ?? '');
    const named = flow ? { ...params, flow: nameOfFlow(flow, index) } : params;
    return { ...finding(rule, severity, element.id, { element: label(element), ...named }), ...(flow ? { place: flow.id } : {}) };
  };
  const found: Finding[] = [];
  const { defaultFlow } = element;
  if (defaultFlow !== undefined) {
    if (!element.outgoing.includes(defaultFlow)) found.push(put('element/default-not-outgoing', 'error', { flow: defaultFlow }));
    if (index.flows.get(defaultFlow)?.condition !== undefined) {
      found.push(put('element/default-with-condition', 'warning', { flow: defaultFlow }));
    }
  }
  const alone = element.outgoing.length === 1 ? index.flows.get(element.outgoing[0] ?? '') : undefined;
  if (alone?.condition !== undefined && !element.kind.endsWith('-gateway'))
    found.push(put('flow/condition-alone', 'error', { flow: alone.id }));
  const mayEnd =
    element.kind === 'end-event' ||
    element.kind === 'start-event' ||
    element.kind === 'boundary-event' ||
    element.forCompensation ||
    isEventSubProcess(element);
  if (!element.kind.endsWith('-gateway') && element.outgoing.length > 1 && mayStop(element, index))
    found.push(put('gateway/no-default', 'warning'));
  const mustGoOn = element.kind.startsWith('intermediate-') || element.kind.endsWith('-gateway');
  if (element.outgoing.length === 0 && !mayEnd) found.push(put('element/dead-end', mustGoOn ? 'error' : 'warning'));
  return found;
}
