import { type ModdleNode, readBpmn, writeBpmn } from '../../../engine/model/index.ts';
import type { Case } from '../cases.ts';
import { adaptCamunda } from './camunda.ts';
import { drawEnds } from './ends.ts';
import { templateToFeel, toFeel } from './juel.ts';
import { adaptLoop, adaptMissingData } from './loops.ts';
import { createNode, extend, isNode, nodesOf, retype, textOf } from './moddle-tree.ts';
import { translateScript } from './scripts.ts';
import { wordOf } from './words.ts';

export interface Adapted {
  xml: string;
  /** Element id -> Betsy word that its script was. */
  words: Map<string, string>;
  /** Variables its scripts read though nobody may have set them: null then. */
  optional: string[];
}

/**
 * A model of another engine in our own dialect. What to do is decided by what the file contains and by the suite it comes from; nothing
 * here knows a case. `variables`: every name the run sets, for dialects that say "all variables".
 */
export async function adapt(xml: string, source: Case['source'], variables: string[] = []): Promise<Adapted> {
  const words = new Map<string, string>();
  const optional: string[] = [];
  const read = await readBpmn(xml);
  if (!read.ok) return { xml, words, optional };
  const root = read.definitions;
  for (const { node, property, value } of read.warnings) {
    if (node && property) addMissingRoot(node, property, value, root);
    if (node && property) adaptMissingData(node, property, value);
  }
  for (const node of [...nodesOf(root)]) {
    adaptExpressions(node);
    adaptLoop(node);
    adaptCamunda(node, variables);
    if (node.$type === 'bpmn:ReceiveTask' && !node.get('messageRef')) addMissingRoot(node, 'messageRef', `continue_${node.id}`, root);
    if (node.$type === 'bpmn:ServiceTask' && node.$attrs['camunda:expression']) adaptService(node, root);
    if (node.$type === 'bpmn:ScriptTask') optional.push(...adaptScript(node, root, words));
    // its plain and manual tasks are done by a person, who says so
    if (source === 'spiffworkflow' && /^bpmn:(Manual)?Task$/.test(node.$type)) retype(node, 'bpmn:UserTask', root);
  }
  for (const node of nodesOf(root)) if (node.$instanceOf?.('bpmn:FlowElementsContainer')) drawEnds(node);
  markExecutable(root, source);
  return { xml: await writeBpmn(root), words, optional };
}

/** Camunda takes an error's or a message's name for a reference to it, and a receive task may name none. */
function addMissingRoot(node: ModdleNode, property: string, value: string, root: ModdleNode): void {
  const [type, attributes] = property.endsWith('errorRef') ? ['bpmn:Error', { errorCode: value }] : ['bpmn:Message', { name: value }];
  if (!/(errorRef|messageRef)$/.test(property)) return;
  const roots = root.get('rootElements') as ModdleNode[];
  const added = roots.find((each) => each.id === `added_${value}`) ?? createNode(root, type, { id: `added_${value}`, ...attributes });
  if (!roots.includes(added)) roots.push(added);
  node.set(property, added);
}

function adaptExpressions(node: ModdleNode): void {
  const condition = node.$type === 'bpmn:SequenceFlow' ? node.get('conditionExpression') : undefined;
  if (isNode(condition)) {
    const formal = createNode(node, 'bpmn:FormalExpression', { body: toFeel(textOf(condition, 'body')) });
    node.set('conditionExpression', formal);
  }
  if (node.$type === 'bpmn:Message' && node.name) node.name = templateToFeel(node.name);
  if (node.$type !== 'bpmn:TimerEventDefinition') return;
  for (const name of ['timeDate', 'timeDuration', 'timeCycle']) {
    const time = node.get(name);
    if (isNode(time)) time.set('body', templateToFeel(textOf(time, 'body').replace(/^"(.*)"$/, '$1')));
  }
}

/** A service that is only an expression, as a script that evaluates it. */
function adaptService(node: ModdleNode, root: ModdleNode): void {
  const script = retype(node, 'bpmn:ScriptTask', root);
  script.set('scriptFormat', 'feel');
  script.set('script', toFeel(node.$attrs['camunda:expression'] ?? ''));
}

/** Betsy's words become FEEL, or jobs of the harness where they take time or throw; programs of other languages do nothing. */
function adaptScript(node: ModdleNode, root: ModdleNode, words: Map<string, string>): string[] {
  const script = textOf(node, 'script');
  const word = wordOf(script);
  if (word && node.id !== undefined) words.set(node.id, script);
  if (word && (word.ms > 0 || word.error !== undefined)) {
    const job = retype(node, 'bpmn:ServiceTask', root);
    extend(job, createNode(job, 'perennial:Job', { type: script }));
    return [];
  }
  node.set('scriptFormat', 'feel');
  const translated = word ? undefined : translateScript(script);
  node.set('script', word?.feel ?? translated?.feel ?? toFeel(script));
  return translated?.optional ?? [];
}

/** Files that only ever ran in their own engine often leave the mark out; SpiffWorkflow never reads it. */
function markExecutable(definitions: ModdleNode, source: Case['source']): void {
  const processes = (definitions.get('rootElements') as ModdleNode[]).filter((root) => root.$type === 'bpmn:Process');
  if (source !== 'spiffworkflow' && processes.some((process) => process.get('isExecutable') === true)) return;
  for (const process of processes) process.set('isExecutable', true);
}
