import { child, children, isNode, type ModdleNode, text } from '../model/moddle.ts';

/** Who sends and receives besides the package itself. */
export interface Outside {
  sender?: 'outside';
  receiver?: 'outside';
}

/**
 * `perennial:sender="outside"` and `perennial:receiver="outside"`, on the event or on the message or signal it names; a message flow to or
 * from a pool that does not run says the same. `node` is the event definition, or the task.
 */
export function outsideOf(node: ModdleNode, named: ModdleNode | undefined): Outside {
  const flowNode = /EventDefinition$/.test(node.$type) ? node.$parent : node;
  const says = (side: 'sender' | 'receiver') => [flowNode, named].some((each) => each && text(each, `perennial:${side}`) === 'outside');
  const flows = messageFlows(node);
  const sender = says('sender') || flows.some((flow) => flow.get('targetRef') === flowNode && isOutside(child(flow, 'sourceRef')));
  const receiver = says('receiver') || flows.some((flow) => flow.get('sourceRef') === flowNode && isOutside(child(flow, 'targetRef')));
  return { ...(sender ? { sender: 'outside' as const } : {}), ...(receiver ? { receiver: 'outside' as const } : {}) };
}

function messageFlows(node: ModdleNode): ModdleNode[] {
  let root = node;
  while (root.$parent) root = root.$parent;
  if (root.$type !== 'bpmn:Definitions') return [];
  return children(root, 'rootElements').flatMap((each) => children(each, 'messageFlows'));
}

function isOutside(end: ModdleNode | undefined): boolean {
  for (let each = end; each; each = each.$parent) {
    const process = each.$type === 'bpmn:Participant' ? each.get('processRef') : each.$type === 'bpmn:Process' ? each : undefined;
    if (isNode(process)) return process.get('isExecutable') !== true;
    if (each.$type === 'bpmn:Participant') return true;
  }
  return false;
}
