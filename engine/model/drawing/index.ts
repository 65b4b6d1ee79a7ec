import type { Finding } from '../../elements/element.ts';
import { isA, type ModdleNode } from '../moddle.ts';
import { checkDataAssociation } from './data-association.ts';
import { checkDataInside } from './data-inside.ts';
import { checkCallData, checkMessageData, checkResourceRole } from './data-of-messages.ts';
import { checkDataSets } from './data-sets.ts';
import { checkEventReferences } from './event-references.ts';
import { checkExpressions } from './expressions.ts';
import { checkFlowLists } from './flow-lists.ts';
import { checkGatewayDirection } from './gateway-direction.ts';
import { checkMessageFlow } from './message-flow.ts';
import { ownNodes } from './own-nodes.ts';
import { checkProcessAttributes } from './process-attributes.ts';
import { checkReferences } from './references.ts';

/** A static rule of the standard about the drawing itself, asked of every node of the file but its diagram part. */
export type DrawingRule = (node: ModdleNode, running: ModdleNode[]) => Finding[];

const rules: DrawingRule[] = [
  checkReferences,
  checkFlowLists,
  checkMessageFlow,
  checkGatewayDirection,
  checkEventReferences,
  checkProcessAttributes,
  checkExpressions,
  checkDataInside,
  checkDataAssociation,
  checkDataSets,
  checkMessageData,
  checkCallData,
  checkResourceRole,
];

/** Rules that look at the file rather than at what is compiled of it. Pools that do not run are left in peace. */
export function checkDrawing(definitions: ModdleNode, running: ModdleNode[]): Finding[] {
  const idle = (definitions.get('rootElements') as ModdleNode[]).filter((root) => isA(root, 'bpmn:Process') && !running.includes(root));
  const found: Finding[] = [];
  // Tens of thousands of questions, nearly all without an answer: no lists are joined for those.
  for (const node of ownNodes(definitions, new Set(idle))) {
    for (const rule of rules) {
      const said = rule(node, running);
      if (said.length > 0) found.push(...said);
    }
  }
  return found;
}

/** Root element (process, collaboration, message ...) a node stands in. */
export function rootOf(node: ModdleNode): ModdleNode {
  let each = node;
  while (each.$parent && each.$parent.$type !== 'bpmn:Definitions') each = each.$parent;
  return each;
}
