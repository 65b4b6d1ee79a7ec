import type { CompiledElement, CompiledProcess, SequenceFlow, Trigger } from '../contract/process.ts';
import type { Finding } from '../elements/element.ts';
import { elements as kinds } from '../elements/index.ts';
import { compileLoop } from '../traits/loop/compile.ts';
import { triggers } from '../triggers/index.ts';
import { dataMappings, processInputs } from './data.ts';
import { finding, label } from './findings.ts';
import { lanesOf } from './lanes.ts';
import { linkFlows } from './links.ts';
import { type CompileScope, child, children, extension, flag, isA, type ModdleNode, text, whole } from './moddle.ts';
import { compileScope } from './scope.ts';
import { eventDefinitions, nodeWord, notYet } from './unsupported.ts';

const kindByType = new Map(kinds.map((kind) => [kind.bpmnType, kind]));
const triggerByType = new Map(triggers.map((trigger) => [trigger.bpmnType, trigger]));

/** One executable process of a file, subprocesses flattened: `scope` says where an element stands. */
export function compileProcess(node: ModdleNode, found: Finding[]): CompiledProcess {
  const build: Build = { elements: new Map(), flows: [], flowIds: new Set(), lanes: lanesOf(node), orders: [], found };
  readContainer(node, node.id ?? '', build);
  build.flows.push(...linkFlows(build.elements, build.flows, found));
  for (const flow of build.flows) {
    build.elements.get(flow.source)?.outgoing.push(flow.id);
    build.elements.get(flow.target)?.incoming.push(flow.id);
  }
  for (const { element, order } of build.orders) element.outgoing.sort((one, other) => place(order, one) - place(order, other));
  const elements = [...build.elements.values()];
  for (const element of elements) attachBoundary(element, build);
  const inputs = processInputs(node);
  const own = { id: node.id ?? '', name: text(node, 'name'), isExecutable: true, elements, flows: build.flows };
  return inputs.length > 0 ? { ...own, inputs } : own;
}

/** Flows leave in the order the element lists them (10.6.2); without a list, in that of the file. */
function place(order: string[], flow: string): number {
  const position = order.indexOf(flow);
  return position < 0 ? order.length : position;
}

interface Build {
  elements: Map<string, CompiledElement>;
  flows: SequenceFlow[];
  flowIds: Set<string>;
  lanes: Map<ModdleNode, string>;
  orders: { element: CompiledElement; order: string[] }[];
  found: Finding[];
}

function readContainer(container: ModdleNode, scopeId: string, build: Build): void {
  for (const node of children(container, 'flowElements')) {
    if (node.id === undefined && isA(node, 'bpmn:FlowNode')) {
      build.found.push(finding('element/no-id', 'error', undefined, { element: label(node), what: nodeWord(node) }));
    } else if (node.$type === 'bpmn:SequenceFlow') {
      readFlow(node, build);
    } else if (isA(node, 'bpmn:FlowNode')) {
      readNode(node, scopeId, build);
    }
  }
}

function readFlow(node: ModdleNode, build: Build): void {
  const source = child(node, 'sourceRef');
  const target = child(node, 'targetRef');
  const scope = compileScope(node, build.found);
  if (!source?.id || !target?.id) {
    if (node.get('sourceRef') === undefined || node.get('targetRef') === undefined) scope.problem('flow/open-end');
    return;
  }
  if (source.$parent !== node.$parent || target.$parent !== node.$parent) scope.problem('flow/crosses-border');
  const condition = child(node, 'conditionExpression');
  build.flows.push({
    id: flowId(node, `${source.id}->${target.id}`, build),
    source: source.id,
    target: target.id,
    name: text(node, 'name'),
    condition: condition && scope.feel(text(condition, 'body'), 'condition'),
  });
}

/** Flows may go without an id (other tools leave it out); they get one that stays the same as long as the drawing does. */
function flowId(node: ModdleNode, wanted: string, { flowIds }: Build): string {
  let id = node.id ?? wanted;
  for (let count = 2; flowIds.has(id); count += 1) id = `${wanted}#${count}`;
  flowIds.add(id);
  return id;
}

function readNode(node: ModdleNode, scopeId: string, build: Build): void {
  const kind = kindByType.get(node.$type);
  if (!kind) {
    build.found.push(notYet(node, nodeWord(node)));
    return;
  }
  const scope = compileScope(node, build.found);
  const io = extension(node, 'perennial:IoMapping');
  const data = dataMappings(node, scope);
  const element: CompiledElement = {
    id: node.id as string,
    kind: kind.kind,
    name: text(node, 'name'),
    scope: scopeId,
    incoming: [],
    outgoing: [],
    defaultFlow: child(node, 'default')?.id,
    lane: build.lanes.get(node),
    stage: text(node, 'perennial:stage'),
    trigger: isA(node, 'bpmn:Event') ? readTrigger(node, scope, build) : undefined,
    boundary: [],
    inputs: [...data.inputs, ...scope.mappings(children(io, 'inputs'), 'input')],
    outputs: [...data.outputs, ...scope.mappings(children(io, 'outputs'), 'output')],
    config: kind.compile(node, scope),
  };
  const loop = compileLoop(node, scope, (definition) => triggerFrom(definition, scope));
  if (loop) element.loop = loop;
  readQuantities(node, element, scope);
  if (flag(node, 'isForCompensation') && !flag(node, 'triggeredByEvent')) element.forCompensation = true;
  if (node.$type === 'bpmn:ReceiveTask') element.trigger = scope.trigger('bpmn:MessageEventDefinition', node);
  build.elements.set(element.id, element);
  const order = children(node, 'outgoing').map((flow) => flow.id ?? '');
  if (order.length > 1) build.orders.push({ element, order });
  if (isA(node, 'bpmn:SubProcess')) readContainer(node, element.id, build);
}

function readQuantities(node: ModdleNode, element: CompiledElement, scope: CompileScope): void {
  for (const name of ['startQuantity', 'completionQuantity'] as const) {
    const quantity = whole(node, name) ?? 1;
    if (quantity < 1) scope.problem('activity/quantity', { name, value: quantity });
    else if (quantity > 1) element[name] = quantity;
  }
}

function triggerFrom(definition: ModdleNode, scope: CompileScope): Trigger | undefined {
  const trigger = triggerByType.get(definition.$type);
  return trigger && { kind: trigger.kind, config: trigger.compile(definition, scope) };
}

function readTrigger(node: ModdleNode, scope: CompileScope, build: Build): Trigger {
  const definitions = eventDefinitions(node);
  if (definitions.length > 1) {
    const parts = definitions.map((definition) => readDefinition(definition, node, scope, build));
    return { kind: 'multiple', config: { parallel: flag(node, 'parallelMultiple'), parts } };
  }
  return readDefinition(definitions[0], node, scope, build);
}

function readDefinition(definition: ModdleNode | undefined, node: ModdleNode, scope: CompileScope, build: Build): Trigger {
  const type = definition?.$type ?? null;
  const trigger = triggerByType.get(type);
  if (!trigger) {
    build.found.push(notYet(node, nodeWord(definition ?? node)));
    return { kind: 'none', config: {} };
  }
  return { kind: trigger.kind, config: trigger.compile(definition ?? node, scope) };
}

function attachBoundary(element: CompiledElement, build: Build): void {
  if (element.kind !== 'boundary-event') return;
  const host = build.elements.get((element.config as { attachedTo: string }).attachedTo);
  host?.boundary.push(element.id);
}
