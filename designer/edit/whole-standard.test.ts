import { describe, expect, test } from 'vitest';
import type { CompiledElement, CompiledPackage } from '../../engine/contract/index.ts';
import { compilePackage } from '../../engine/model/compile-package.ts';
import { diagramOf } from '../testing/diagram-of.ts';
import { readIds, startable, writeIds } from './begins.ts';
import { undoable, writeUndone } from './compensation.ts';
import { readFormalExpression, writeFormalExpression } from './expression.ts';
import { definitionsOf } from './kinds.ts';
import {
  collectionOf,
  itemOf,
  type LoopKind,
  loopExpression,
  loopKind,
  loopOf,
  resultsOf,
  setLoop,
  setLoopExpression,
  writeLoopKind,
} from './loop.ts';
import { nameShared, sharedName, sharedNames } from './root-elements.ts';
import { addDefinition, removeDefinition, triggersFor } from './several.ts';

type Diagram = Awaited<ReturnType<typeof diagramOf>>;

/** start → the nodes in a row → end. */
function row(...nodes: [id: string, xml: string][]): string {
  const ids = ['start', ...nodes.map(([id]) => id), 'end'];
  const flows = ids.slice(1).map((id, at) => `<bpmn:sequenceFlow id="${ids[at]}_${id}" sourceRef="${ids[at]}" targetRef="${id}"/>`);
  return `<bpmn:startEvent id="start"/>${nodes.map(([, xml]) => xml).join('')}<bpmn:endEvent id="end"/>${flows.join('')}`;
}

async function compiled(diagram: Diagram): Promise<{ [id: string]: CompiledElement }> {
  const manifest = { key: 'k', name: 'K', process: 'k.bpmn', stages: [] };
  const files = [
    { path: 'manifest.json', content: JSON.stringify(manifest) },
    { path: 'k.bpmn', content: await diagram.write() },
  ];
  const result = await compilePackage(files, { hash: 'test' });
  expect(result.ok ? [] : result.findings).toEqual([]);
  const { package: pkg } = result as { package: CompiledPackage };
  return Object.fromEntries(pkg.processes.flatMap((process) => process.elements).map((element) => [element.id, element]));
}

const task = '<bpmn:userTask id="call" perennial:candidateGroups="sales"/>';

describe('repeats', () => {
  const begin = async (kind: LoopKind) => {
    const diagram = await diagramOf(row(['call', task]));
    const call = diagram.element('call');
    writeLoopKind(diagram.ctx, call, kind);
    expect(loopKind(call.businessObject)).toBe(kind);
    return { diagram, call, set: (value: Parameters<typeof setLoop>[2]) => setLoop(diagram.ctx, call, value) };
  };

  test('for each of a list, in order, with results, ending early', async () => {
    const { diagram, call, set } = await begin('list');
    set({ 'perennial:collection': 'lead.products' });
    set({ 'perennial:item': 'product' });
    set({ isSequential: true });
    set({ 'perennial:outputCollection': 'answers', 'perennial:outputItem': 'result' });
    setLoopExpression(diagram.ctx, call, 'completionCondition', 'numberOfCompletedInstances >= 2');
    expect((await compiled(diagram)).call?.loop).toMatchObject({
      kind: 'multi-instance',
      sequential: true,
      collection: 'lead.products',
      item: 'product',
      outputCollection: 'answers',
      outputItem: 'result',
      completion: 'numberOfCompletedInstances >= 2',
    });
    const loop = loopOf(call.businessObject);
    expect(loop && [collectionOf(loop), itemOf(loop), resultsOf(loop)]).toEqual([
      'lead.products',
      'product',
      { into: 'answers', each: 'result' },
    ]);
    expect(loopExpression(call.businessObject, 'completionCondition')).toBe('numberOfCompletedInstances >= 2');
  });

  test('so many times; the number may change but is never left out', async () => {
    const { diagram, call } = await begin('count');
    setLoopExpression(diagram.ctx, call, 'loopCardinality', '3');
    setLoopExpression(diagram.ctx, call, 'loopCardinality', '');
    expect((await compiled(diagram)).call?.loop).toMatchObject({ kind: 'multi-instance', cardinality: '3', sequential: false });
  });

  test('as long as a condition holds, at most so often, asked before', async () => {
    const { diagram, call, set } = await begin('while');
    setLoopExpression(diagram.ctx, call, 'loopCondition', 'result = "noAnswer"');
    set({ loopMaximum: 5, testBefore: true });
    expect((await compiled(diagram)).call?.loop).toEqual({
      kind: 'standard',
      testBefore: true,
      condition: 'result = "noAnswer"',
      maximum: '5',
    });
    set({ loopMaximum: null });
    expect(await diagram.write()).not.toContain('loopMaximum');
  });

  test('another way to repeat keeps what both have; once is nothing at all', async () => {
    const { diagram, call, set } = await begin('list');
    set({
      'perennial:collection': 'lead.products',
      'perennial:item': 'product',
      isSequential: true,
      'perennial:outputCollection': 'answers',
    });
    set({ 'perennial:outputItem': 'result' });
    writeLoopKind(diagram.ctx, call, 'count');
    expect((await compiled(diagram)).call?.loop).toEqual({
      kind: 'multi-instance',
      sequential: true,
      cardinality: '2',
      outputCollection: 'answers',
      outputItem: 'result',
      events: [],
    });
    writeLoopKind(diagram.ctx, call, 'once');
    expect(await diagram.write()).not.toMatch(/loop|multiInstance/i);
  });

  test('a list that the file names as data is read, and ours takes its place', async () => {
    const loop =
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>list</bpmn:loopDataInputRef></bpmn:multiInstanceLoopCharacteristics>';
    const data =
      '<bpmn:dataObjectReference id="list" name="products" dataObjectRef="held"/><bpmn:dataObject id="held" isCollection="true"/>';
    const diagram = await diagramOf(data + row(['call', task.replace('/>', `>${loop}</bpmn:userTask>`)]));
    const call = diagram.element('call');
    const read = loopOf(call.businessObject);
    expect(read && collectionOf(read)).toBe('products');
    setLoop(diagram.ctx, call, { 'perennial:collection': 'lead.products' });
    expect((await compiled(diagram)).call?.loop).toMatchObject({ collection: 'lead.products' });
  });
});

describe('triggers', () => {
  const event = (type: string, id: string, definition: string) =>
    [id, `<bpmn:${type} id="${id}">${definition}</bpmn:${type}>`] as [string, string];
  const first = (diagram: Diagram, id: string) => {
    const [definition] = definitionsOf(diagram.element(id).businessObject);
    if (!definition) throw new Error(`${id} has no trigger`);
    return definition;
  };

  test('a signal: both ends share one of the name, an empty name points at none', async () => {
    const diagram = await diagramOf(
      row(
        event('intermediateThrowEvent', 'tell', '<bpmn:signalEventDefinition/>'),
        event('intermediateCatchEvent', 'hear', '<bpmn:signalEventDefinition/>'),
      ),
    );
    for (const id of ['tell', 'hear']) nameShared(diagram.ctx, diagram.element(id), first(diagram, id), 'signal', 'prices changed');
    const elements = await compiled(diagram);
    expect([elements.tell, elements.hear].map((each) => each?.trigger)).toMatchObject([
      { kind: 'signal', config: { name: 'prices changed' } },
      { kind: 'signal', config: { name: 'prices changed' } },
    ]);
    expect((await diagram.write()).match(/<bpmn:signal /g)).toHaveLength(1);
    expect(sharedNames(first(diagram, 'hear'), 'signal')).toEqual(['prices changed']);
    nameShared(diagram.ctx, diagram.element('tell'), first(diagram, 'tell'), 'signal', '');
    expect(sharedName(first(diagram, 'tell'), 'signal')).toBe('');
  });

  test('an escalation: code, and where the code goes', async () => {
    const edge =
      '<bpmn:boundaryEvent id="raised" attachedToRef="call" cancelActivity="false"><bpmn:escalationEventDefinition/></bpmn:boundaryEvent>';
    const away = '<bpmn:endEvent id="away"/><bpmn:sequenceFlow id="raised_away" sourceRef="raised" targetRef="away"/>';
    const diagram = await diagramOf(row(['call', task]) + edge + away);
    const raised = diagram.element('raised');
    nameShared(diagram.ctx, raised, first(diagram, 'raised'), 'escalation', 'bigDiscount');
    diagram.ctx.modeling.updateModdleProperties(raised, first(diagram, 'raised'), { 'perennial:codeVariable': 'why' });
    expect((await compiled(diagram)).raised?.trigger).toMatchObject({
      kind: 'escalation',
      config: { code: 'bigDiscount', codeVariable: 'why' },
    });
  });

  test('a condition', async () => {
    const diagram = await diagramOf(
      row(event('intermediateCatchEvent', 'rich', '<bpmn:conditionalEventDefinition><bpmn:condition/></bpmn:conditionalEventDefinition>')),
    );
    writeFormalExpression(diagram.ctx, diagram.element('rich'), first(diagram, 'rich'), 'condition', 'budget > 10');
    expect((await compiled(diagram)).rich?.trigger).toEqual({ kind: 'conditional', config: { condition: 'budget > 10' } });
    expect(readFormalExpression(first(diagram, 'rich'), 'condition')).toBe('budget > 10');
  });

  test('several: another is added, all of them are needed, the last but one takes that away', async () => {
    const diagram = await diagramOf(row(event('intermediateCatchEvent', 'both', '<bpmn:signalEventDefinition/>')));
    const both = diagram.element('both');
    expect(triggersFor(both.businessObject).map(({ kind }) => kind)).toEqual(['timer', 'message', 'signal', 'conditional', 'link']);
    addDefinition(diagram.ctx, both, 'bpmn:SignalEventDefinition');
    diagram.ctx.modeling.updateProperties(both, { parallelMultiple: true });
    for (const [at, definition] of definitionsOf(both.businessObject).entries())
      nameShared(diagram.ctx, both, definition, 'signal', `signal ${at}`);
    expect((await compiled(diagram)).both?.trigger).toMatchObject({
      kind: 'multiple',
      config: { parallel: true, parts: [{ config: { name: 'signal 0' } }, { config: { name: 'signal 1' } }] },
    });
    removeDefinition(diagram.ctx, both, first(diagram, 'both'));
    expect((await compiled(diagram)).both?.trigger).toMatchObject({ kind: 'signal', config: { name: 'signal 1' } });
    expect(await diagram.write()).not.toContain('parallelMultiple');
  });

  test('undoing: one step of the scope or all of it', async () => {
    const handled =
      '<bpmn:boundaryEvent id="sign" attachedToRef="call"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:task id="undo" isForCompensation="true"/><bpmn:association id="a" sourceRef="sign" targetRef="undo"/>';
    const diagram = await diagramOf(
      row(['call', task], event('intermediateThrowEvent', 'back', '<bpmn:compensateEventDefinition/>')) + handled,
    );
    const back = diagram.element('back');
    expect(undoable(back.businessObject).map(({ id }) => id)).toEqual(['call']);
    writeUndone(diagram.ctx, back, first(diagram, 'back'), 'call');
    diagram.ctx.modeling.updateModdleProperties(back, first(diagram, 'back'), { waitForCompletion: false });
    expect((await compiled(diagram)).back?.trigger?.config).toEqual({ activity: 'call', wait: false });
    writeUndone(diagram.ctx, back, first(diagram, 'back'), '');
    expect((await compiled(diagram)).back?.trigger?.config).toEqual({ wait: false });
  });
});

describe('gateways and scopes', () => {
  test('a complex gateway goes on when its condition holds', async () => {
    const ways = ['a', 'b'].map(
      (id) =>
        `<bpmn:task id="${id}"/><bpmn:sequenceFlow id="split_${id}" sourceRef="split" targetRef="${id}"/><bpmn:sequenceFlow id="${id}_enough" sourceRef="${id}" targetRef="enough"/>`,
    );
    const ends =
      '<bpmn:startEvent id="start"/><bpmn:endEvent id="end"/><bpmn:sequenceFlow id="in" sourceRef="start" targetRef="split"/><bpmn:sequenceFlow id="out" sourceRef="enough" targetRef="end"/>';
    const diagram = await diagramOf(`<bpmn:parallelGateway id="split"/><bpmn:complexGateway id="enough"/>${ends}${ways.join('')}`);
    const enough = diagram.element('enough');
    writeFormalExpression(diagram.ctx, enough, enough.businessObject, 'activationCondition', 'activationCount >= 2');
    expect((await compiled(diagram)).enough?.config).toEqual({ activationCondition: 'activationCount >= 2' });
  });

  test('steps in any order: order, what begins, when it is done', async () => {
    const inside = `${task}<bpmn:task id="note"/>`;
    const diagram = await diagramOf(row(['any', `<bpmn:adHocSubProcess id="any">${inside}</bpmn:adHocSubProcess>`]));
    const any = diagram.element('any');
    expect(startable(any.businessObject).map(({ id }) => id)).toEqual(['call', 'note']);
    diagram.ctx.modeling.updateProperties(any, {
      ordering: 'Sequential',
      cancelRemainingInstances: false,
      'perennial:begins': writeIds(['call']),
    });
    writeFormalExpression(diagram.ctx, any, any.businessObject, 'completionCondition', 'done = true');
    expect((await compiled(diagram)).any?.config).toEqual({
      ordering: 'sequential',
      cancelRemaining: false,
      completionCondition: 'done = true',
      begins: '["call"]',
    });
  });

  test('a list of what begins is read as one; any other formula is left alone', () => {
    expect(readIds('')).toEqual([]);
    expect(readIds(writeIds(['a', 'b']))).toEqual(['a', 'b']);
    expect(readIds('= ["a"]')).toEqual(['a']);
    expect(readIds('if hot then ["a"] else []')).toBeUndefined();
  });
});
