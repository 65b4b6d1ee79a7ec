import type { LoopDefinition, Trigger } from '../../contract/process.ts';
import { dataName } from '../../model/data.ts';
import { type CompileScope, child, children, flag, isA, type ModdleNode, text } from '../../model/moddle.ts';

type ReadTrigger = (definition: ModdleNode) => Trigger | undefined;

/** The `loopCharacteristics` of an activity. */
export function compileLoop(node: ModdleNode, scope: CompileScope, readTrigger: ReadTrigger): LoopDefinition | undefined {
  const loop = child(node, 'loopCharacteristics');
  if (!loop) return undefined;
  return isA(loop, 'bpmn:StandardLoopCharacteristics') ? standardLoop(loop, scope) : multiInstance(loop, scope, readTrigger);
}

function standardLoop(loop: ModdleNode, scope: CompileScope): LoopDefinition {
  const condition = scope.feel(text(child(loop, 'loopCondition'), 'body'), 'loop condition');
  const maximum = text(loop, 'loopMaximum');
  if (condition === undefined && maximum === undefined) scope.problem('loop/endless');
  if (maximum !== undefined && !(Number(maximum) > 0)) scope.problem('loop/maximum', { value: maximum });
  return {
    kind: 'standard',
    testBefore: flag(loop, 'testBefore'),
    ...(condition === undefined ? {} : { condition }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

function multiInstance(loop: ModdleNode, scope: CompileScope, readTrigger: ReadTrigger): LoopDefinition {
  const cardinality = scope.feel(text(child(loop, 'loopCardinality'), 'body'), 'cardinality');
  const collection = scope.feel(text(loop, 'perennial:collection') ?? dataName(child(loop, 'loopDataInputRef')), 'collection');
  if (cardinality === undefined && collection === undefined) scope.problem('loop/no-count');
  if (cardinality !== undefined && Number(cardinality) < 0) scope.problem('loop/cardinality', { value: cardinality });
  const item = text(loop, 'perennial:item') ?? dataName(child(loop, 'inputDataItem'));
  const outputCollection = text(loop, 'perennial:outputCollection') ?? dataName(child(loop, 'loopDataOutputRef'));
  const outputItem = scope.feel(text(loop, 'perennial:outputItem') ?? dataName(child(loop, 'outputDataItem')), 'result of a round');
  if ((outputCollection === undefined) !== (outputItem === undefined)) scope.problem('loop/output');
  const completion = scope.feel(text(child(loop, 'completionCondition'), 'body'), 'completion condition');
  return {
    kind: 'multi-instance',
    sequential: flag(loop, 'isSequential'),
    ...(cardinality === undefined ? {} : { cardinality }),
    ...(collection === undefined ? {} : { collection }),
    ...(item === undefined ? {} : { item }),
    ...(outputCollection === undefined ? {} : { outputCollection }),
    ...(outputItem === undefined ? {} : { outputItem }),
    ...(completion === undefined ? {} : { completion }),
    events: events(loop, scope, readTrigger),
  };
}

/** None: an event for each round; One: for the first; Complex: those whose condition holds; All: none (table 10.29). */
function events(loop: ModdleNode, scope: CompileScope, readTrigger: ReadTrigger) {
  const thrown = (definition: ModdleNode | undefined, at: 'first' | 'each', condition?: string) => {
    const trigger = definition && readTrigger(definition);
    return trigger ? [{ at, trigger, ...(condition === undefined ? {} : { condition }) }] : [];
  };
  const complex = children(loop, 'complexBehaviorDefinition').map((each) => ({
    definitions: children(child(each, 'event'), 'eventDefinitions'),
    condition: scope.feel(text(child(each, 'condition'), 'body'), place),
  }));
  for (const { condition } of complex) {
    if (condition !== undefined && isLiteral(condition)) scope.problem('expression/not-boolean', { place, expression: condition });
  }
  const behavior = text(loop, 'behavior') ?? 'All';
  if (behavior === 'None') return thrown(child(loop, 'noneBehaviorEventRef'), 'each');
  if (behavior === 'One') return thrown(child(loop, 'oneBehaviorEventRef'), 'first');
  if (behavior !== 'Complex') return [];
  return complex.flatMap(({ definitions, condition }) => definitions.flatMap((definition) => thrown(definition, 'each', condition)));
}

const place = 'condition of an event of the loop';

/** A number or a text: never true or false. */
function isLiteral(expression: string): boolean {
  return /^(-?\d+(\.\d+)?|"[^"]*")$/.test(expression);
}
