import { describe, expect, test } from 'vitest';
import type { Json } from '../../contract/index.ts';
import { given } from '../../kernel/testing/case.ts';
import { compileBpmn } from '../../model/index.ts';
import { around, bpmn } from '../../model/testing/bpmn.ts';
import { descriptor } from './descriptor.ts';

const loop = (attributes: string, content = '') =>
  `<bpmn:multiInstanceLoopCharacteristics ${attributes}>${content}</bpmn:multiInstanceLoopCharacteristics>`;
const extended = (content: string) => `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;

async function run(step: string, roots = '', more = '') {
  const xml = bpmn(around(step, 'a') + more, roots).replace('</bpmn:definitions>', `${called}</bpmn:definitions>`);
  const result = await compileBpmn(xml);
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return given(result.package).start({ clients: ['Anna', 'Boris'] });
}

const called = `<bpmn:process id="called" isExecutable="true"><bpmn:startEvent id="cs"/><bpmn:userTask id="ct" perennial:assignee="client"/><bpmn:endEvent id="ce"/>
  <bpmn:sequenceFlow id="f1" sourceRef="cs" targetRef="ct"/><bpmn:sequenceFlow id="f2" sourceRef="ct" targetRef="ce"/></bpmn:process>`;

const assignees = (of: Awaited<ReturnType<typeof run>>) => of.live.flatMap(({ task }) => (task ? [task.assignee ?? null] : []));

const done = (of: Awaited<ReturnType<typeof run>>) =>
  of.must({ type: 'completeTask', task: of.live.find(({ task }) => task)?.id as number, values: {} });

describe('what is seen of a repetition, as its page says', () => {
  test.each<[what: string, attributes: string, content: string, expression: string, seen: (string | null)[]]>([
    ['the item under its name', 'perennial:collection="clients" perennial:item="client"', '', 'client', ['Anna', 'Boris']],
    ['the item without a name', 'perennial:collection="clients"', '', 'item', ['Anna', 'Boris']],
    ['inputDataItem', 'perennial:collection="clients"', '<bpmn:inputDataItem id="d1" name="client"/>', 'client', ['Anna', 'Boris']],
    ['loopCounter', 'perennial:collection="clients"', '', 'string(loopCounter)', ['1', '2']],
    ['the list by loopCounter', 'perennial:collection="clients"', '', 'clients[loopCounter]', ['Anna', 'Boris']],
    ['how many', 'perennial:collection="clients"', '', 'string(numberOfInstances)', ['2', '2']],
    [
      'a number alone',
      '',
      '<bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">2</bpmn:loopCardinality>',
      'string(loopCounter)',
      ['1', '2'],
    ],
  ])('%s', async (_what, attributes, content, expression, seen) => {
    const task = `<bpmn:userTask id="a" perennial:assignee="${expression}">${loop(attributes, content)}</bpmn:userTask>`;
    expect(assignees(await run(task))).toEqual(seen);
  });

  test('without a collection there is no item: an incident says so', async () => {
    const task = `<bpmn:userTask id="a" perennial:assignee="item">${loop('', '<bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">1</bpmn:loopCardinality>')}</bpmn:userTask>`;
    expect((await run(task)).incidents).toMatchObject([{ code: 'missingVariable', message: expect.stringContaining('item') }]);
  });

  test('the completion condition counts, and sees no item', async () => {
    const until = (condition: string) =>
      `<bpmn:userTask id="a">${loop('perennial:collection="clients" perennial:item="client" isSequential="true"', `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${condition}</bpmn:completionCondition>`)}</bpmn:userTask>`;
    const counting = await run(until('numberOfCompletedInstances = 1 and loopCounter = 1'));
    done(counting);
    expect(counting.tasks).toEqual([]);
    const asking = await run(until('client = &quot;Anna&quot;'));
    done(asking);
    expect(asking.incidents).toMatchObject([{ code: 'missingVariable' }]);
  });

  test('a worker gets what the job maps', async () => {
    const job = `<bpmn:serviceTask id="a">${extended('<perennial:job type="ask"><perennial:input source="client" target="name"/></perennial:job>')}${loop('perennial:collection="clients" perennial:item="client"')}</bpmn:serviceTask>`;
    const inputs = (await run(job)).facts.flatMap((fact) => (fact.type === 'jobCreated' ? [fact.input as Json] : []));
    expect(inputs).toEqual([{ name: 'Anna' }, { name: 'Boris' }]);
  });

  test('a called process sees the item, mapped or not', async () => {
    const io = extended('<perennial:ioMapping><perennial:input source="client" target="client"/></perennial:ioMapping>');
    const call = (mapped: string, more = '') =>
      `<bpmn:callActivity id="a" calledElement="called"${more}>${mapped}${loop('perennial:collection="clients" perennial:item="client"')}</bpmn:callActivity>`;
    expect(assignees(await run(call(io)))).toEqual(['Anna', 'Boris']);
    expect(assignees(await run(call('')))).toEqual(['Anna', 'Boris']);
    const closed = await run(call('', ' perennial:propagateAll="false"'));
    // What is the round's own goes in all the same.
    expect(assignees(closed)).toEqual(['Anna', 'Boris']);
  });

  test('what is entered stays in the round when outputItem names it, else rounds share it', async () => {
    const task = (output: string) => `<bpmn:userTask id="a">${loop(`perennial:collection="clients" ${output}`)}</bpmn:userTask>`;
    const own = await run(task('perennial:outputCollection="answers" perennial:outputItem="answer"'));
    const first = own.live.filter((each) => each.task);
    own.must({ type: 'completeTask', task: first[1]?.id as number, values: { answer: 2 } });
    expect(own.variables.answer).toBeUndefined();
    own.must({ type: 'completeTask', task: first[0]?.id as number, values: { answer: 1 } });
    expect(own.variables.answers).toEqual([1, 2]);
    const shared = await run(task(''));
    shared.must({ type: 'completeTask', task: shared.live.filter((each) => each.task)[1]?.id as number, values: { answer: 2 } });
    expect(shared.variables.answer).toBe(2);
  });

  test('the page names everything tried here', () => {
    const told = JSON.stringify(descriptor.sees);
    for (const word of ['perennial:item', 'inputDataItem', 'loopCounter', 'numberOfInstances', 'outputItem', 'propagateAll'])
      expect(told).toContain(word);
  });
});
