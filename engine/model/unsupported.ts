import type { Finding } from '../elements/element.ts';
import { finding, label } from './findings.ts';
import { children, flag, isA, type ModdleNode } from './moddle.ts';

/** Flow nodes of BPMN that cannot run yet, by $type, with the word a sentence uses. Refused by name, never skipped. */
const nodeWords = new Map([
  ['bpmn:ComplexGateway', 'complex gateway'],
  ['bpmn:AdHocSubProcess', 'ad-hoc subprocess'],
  ['bpmn:Transaction', 'transaction'],
  ['bpmn:SubChoreography', 'sub-choreography'],
  ['bpmn:ChoreographyTask', 'choreography task'],
  ['bpmn:CallChoreography', 'call choreography'],
  ['bpmn:ImplicitThrowEvent', 'implicit throw event'],
]);

export const triggerWords = new Map([
  ['bpmn:SignalEventDefinition', 'signal'],
  ['bpmn:EscalationEventDefinition', 'escalation'],
  ['bpmn:CompensateEventDefinition', 'compensation'],
  ['bpmn:ConditionalEventDefinition', 'conditional'],
  ['bpmn:LinkEventDefinition', 'link'],
  ['bpmn:CancelEventDefinition', 'cancel'],
  ['bpmn:ErrorEventDefinition', 'error'],
  ['bpmn:TerminateEventDefinition', 'terminate'],
  ['bpmn:TimerEventDefinition', 'timer'],
  ['bpmn:MessageEventDefinition', 'message'],
]);

export function nodeWord(node: ModdleNode): string {
  return nodeWords.get(node.$type) ?? node.$type.replace(/^bpmn:/, '').replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** What a supported kind may carry that is not executable yet: loops, compensation, token quantities, instantiating gateways. */
export function unsupportedTraits(node: ModdleNode): Finding[] {
  const found: Finding[] = [];
  const refuse = (what: string) => found.push(notYet(node, what));
  if (isA(node, 'bpmn:Activity')) {
    if (flag(node, 'isForCompensation')) refuse('compensation handler');
  }
  if (node.$type === 'bpmn:EventBasedGateway' && flag(node, 'instantiate')) refuse('event-based gateway that starts the process');
  if (node.$type === 'bpmn:EventBasedGateway' && node.get('eventGatewayType') === 'Parallel') refuse('parallel event-based gateway');
  return found;
}

export function notYet(node: ModdleNode, what: string): Finding {
  return finding('element/not-executable', 'error', node.id, { element: label(node), what });
}

/** Root elements outside processes that would have to run. */
export function unsupportedRoots(roots: ModdleNode[]): Finding[] {
  return roots.filter((root) => isA(root, 'bpmn:Choreography')).map((root) => notYet(root, 'choreography'));
}

/** Event definitions of an event: its own, and those it refers to. */
export function eventDefinitions(node: ModdleNode): ModdleNode[] {
  return [...children(node, 'eventDefinitions'), ...children(node, 'eventDefinitionRef')];
}
