import { finding, label } from '../findings.ts';
import { child, isA, type ModdleNode } from '../moddle.ts';
import { eventDefinitions } from '../unsupported.ts';
import { type DrawingRule, rootOf } from './index.ts';

/** Message flows go from what can send to what can receive, between pools (BPMN 2.0.2, 7.6.2, 9.4 and 10.5). */
export const checkMessageFlow: DrawingRule = (node, running) => {
  if (node.$type !== 'bpmn:MessageFlow') return [];
  const source = child(node, 'sourceRef');
  const target = child(node, 'targetRef');
  if (!source || !target || ![source, target].some((end) => touches(end, running))) return [];
  const put = (rule: string, end: ModdleNode) => finding(rule, 'error', node.id, { element: label(node), end: label(end) });
  const found = [];
  if (!canSend(source)) found.push(put('message-flow/source', source));
  if (!canReceive(target)) found.push(put('message-flow/target', target));
  if (poolOf(source) !== undefined && poolOf(source) === poolOf(target)) found.push(put('message-flow/same-pool', source));
  return found;
};

function canSend(end: ModdleNode): boolean {
  if (
    withoutMessage(end) ||
    end.$type === 'bpmn:StartEvent' ||
    end.$type === 'bpmn:BoundaryEvent' ||
    end.$type === 'bpmn:IntermediateCatchEvent'
  )
    return false;
  return ['bpmn:Participant', 'bpmn:Activity', 'bpmn:ThrowEvent', 'bpmn:ConversationNode'].some((type) => isA(end, type));
}

function canReceive(end: ModdleNode): boolean {
  if (withoutMessage(end) || end.$type === 'bpmn:EndEvent' || end.$type === 'bpmn:IntermediateThrowEvent') return false;
  return ['bpmn:Participant', 'bpmn:Activity', 'bpmn:CatchEvent', 'bpmn:ConversationNode'].some((type) => isA(end, type));
}

/** An event takes part only by a message of its own, or as one of several triggers. */
function withoutMessage(end: ModdleNode): boolean {
  if (!isA(end, 'bpmn:Event')) return false;
  const definitions = eventDefinitions(end);
  return definitions.length < 2 && !definitions.some((each) => each.$type === 'bpmn:MessageEventDefinition');
}

function poolOf(end: ModdleNode): ModdleNode | undefined {
  return end.$type === 'bpmn:Participant' ? child(end, 'processRef') : rootOf(end);
}

function touches(end: ModdleNode, running: ModdleNode[]): boolean {
  const process = poolOf(end);
  return process !== undefined && running.includes(process);
}
