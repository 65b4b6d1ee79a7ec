import type { CompiledElement } from '../../../contract/process.ts';
import type { EventBasedGatewayConfig } from '../../../elements/event-based-gateway/config.ts';
import type { ReceiveTaskConfig } from '../../../elements/receive-task/config.ts';
import type { ProcessIndex } from '../../index-process.ts';

/**
 * The ways a scope may begin, each with what begins together: at its start events without trigger, or at one that happens; where it has none,
 * at whatever no flow enters (BPMN 2.0.2, 13.3.4).
 */
export function startsOf(elements: readonly CompiledElement[], index: ProcessIndex): CompiledElement[][] {
  const starts = elements.filter((each) => each.kind === 'start-event' || instantiates(each));
  const happening = starts.filter((each) => instantiates(each) || (each.trigger?.kind ?? 'none') !== 'none');
  const [first] = elements;
  const plain = first ? index.entrances(first.scope).filter((each) => !happening.includes(each)) : [];
  const entered = starts.length > 0 ? plain.filter((each) => each.kind === 'start-event') : plain;
  return [...(entered.length > 0 ? [entered] : []), ...happening.map((each) => [each])];
}

export function instantiates(element: CompiledElement): boolean {
  const may = element.kind === 'receive-task' || element.kind === 'event-based-gateway';
  return may && (element.config as ReceiveTaskConfig | EventBasedGatewayConfig).instantiate;
}
