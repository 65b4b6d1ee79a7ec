import type { Finding } from '../../elements/element.ts';
import { finding, label } from '../findings.ts';
import { child, children, isA, type ModdleNode } from '../moddle.ts';
import type { DrawingRule } from './index.ts';

/** `incoming` and `outgoing` repeat what the flows say; where they contradict them, nobody knows what was meant. */
export const checkFlowLists: DrawingRule = (node) => {
  if (node.$type === 'bpmn:SequenceFlow') return lacking(node);
  if (!isA(node, 'bpmn:FlowNode')) return [];
  const wrong = [...contradicting(node, 'incoming', 'targetRef'), ...contradicting(node, 'outgoing', 'sourceRef')];
  return wrong.map(({ flow, list }) =>
    finding('flow/list-contradicts', 'error', node.id, { element: label(node), flow: label(flow), list }),
  );
};

function contradicting(node: ModdleNode, list: string, end: string): { flow: ModdleNode; list: string }[] {
  const flows = children(node, list).filter((flow) => flow.$type === 'bpmn:SequenceFlow');
  return flows.filter((flow) => flow.get(end) !== undefined && flow.get(end) !== node).map((flow) => ({ flow, list }));
}

/** Files may leave the lists out; a flow that only one of its ends lists is half deleted. */
function lacking(flow: ModdleNode): Finding[] {
  const source = child(flow, 'sourceRef');
  const target = child(flow, 'targetRef');
  if (!source || !target) return [];
  const atSource = children(source, 'outgoing').includes(flow);
  const atTarget = children(target, 'incoming').includes(flow);
  if (atSource === atTarget) return [];
  const end = atSource ? target : source;
  return [finding('flow/list-lacks', 'error', flow.id, { element: label(flow), end: label(end) })];
}
