import { describe, expect, test } from 'vitest';
import { given } from '../kernel/testing/case.ts';
import { compileBpmn } from './compile-bpmn.ts';
import { around, bpmn, flow } from './testing/bpmn.ts';

const objects = `<bpmn:dataObject id="order" name="order"/><bpmn:dataObjectReference id="order_ref" dataObjectRef="order"/>
  <bpmn:dataObject id="do_2" name="Total amount"/><bpmn:dataObjectReference id="total_ref" dataObjectRef="do_2"/>
  <bpmn:dataStoreReference id="store"/>`;
const io = `<bpmn:ioSpecification><bpmn:dataInput id="in" name="item"/><bpmn:dataOutput id="out" name="price"/>
  <bpmn:inputSet><bpmn:dataInputRefs>in</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet><bpmn:dataOutputRefs>out</bpmn:dataOutputRefs></bpmn:outputSet></bpmn:ioSpecification>`;
const formal = (tag: string, body: string) => `<bpmn:${tag} xsi:type="bpmn:tFormalExpression">${body}</bpmn:${tag}>`;

const work = (inside: string, script: string) =>
  bpmn(
    `${objects}${around(`<bpmn:scriptTask id="work" perennial:resultVariable="price">${inside}<bpmn:script>${script}</bpmn:script></bpmn:scriptTask>`, 'work')}`,
  );

async function run(xml: string, variables: { [name: string]: number }) {
  const compiled = await compileBpmn(xml);
  if (!compiled.ok) throw new Error(compiled.findings.map((found) => found.message).join(' '));
  return given(compiled.package).start(variables);
}

describe('data', () => {
  test('inputs and outputs are moved by associations; what is local stays so', async () => {
    const inside = `${io}<bpmn:dataInputAssociation><bpmn:sourceRef>order_ref</bpmn:sourceRef><bpmn:targetRef>in</bpmn:targetRef></bpmn:dataInputAssociation>
      <bpmn:dataOutputAssociation><bpmn:sourceRef>out</bpmn:sourceRef><bpmn:targetRef>total_ref</bpmn:targetRef></bpmn:dataOutputAssociation>`;
    const { variables } = await run(work(inside, 'item * 2'), { order: 21 });
    expect(variables).toEqual({ order: 21, do_2: 42 });
  });

  test('a transformation and an assignment are expressions', async () => {
    const inside = `${io}<bpmn:dataInputAssociation><bpmn:sourceRef>order_ref</bpmn:sourceRef><bpmn:targetRef>in</bpmn:targetRef>${formal('transformation', 'order + 1')}</bpmn:dataInputAssociation>
      <bpmn:dataOutputAssociation><bpmn:sourceRef>out</bpmn:sourceRef><bpmn:targetRef>total_ref</bpmn:targetRef><bpmn:assignment>${formal('from', 'price * 10')}${formal('to', 'total')}</bpmn:assignment></bpmn:dataOutputAssociation>`;
    const { variables } = await run(work(inside, 'item'), { order: 1 });
    expect(variables).toEqual({ order: 1, total: 20 });
  });

  test('a line to a data object or a store that moves nothing is a drawing', async () => {
    const inside = `<bpmn:property id="p" name="__targetRef_placeholder"/><bpmn:dataInputAssociation><bpmn:sourceRef>order_ref</bpmn:sourceRef><bpmn:targetRef>p</bpmn:targetRef></bpmn:dataInputAssociation>
      <bpmn:dataOutputAssociation><bpmn:targetRef>store</bpmn:targetRef></bpmn:dataOutputAssociation>`;
    const { status, incidents, variables } = await run(work(inside, '1'), {});
    expect([status, incidents]).toEqual(['completed', []]);
    expect(variables).toEqual({ price: 1 });
  });

  test('data that is not there is an incident that names it', async () => {
    const inside = `${io}<bpmn:dataInputAssociation><bpmn:sourceRef>order_ref</bpmn:sourceRef><bpmn:targetRef>in</bpmn:targetRef></bpmn:dataInputAssociation>`;
    const { incidents } = await run(work(inside, 'item'), {});
    expect(incidents).toMatchObject([{ code: 'missingVariable', element: 'work', message: expect.stringContaining('order') }]);
  });
});

describe('what a process asks for at its start', () => {
  const inputsOf = async (inside: string, roots = '', jobOutputs = {}) => {
    const compiled = await compileBpmn(bpmn(inside, roots), { jobOutputs });
    if (!compiled.ok) throw new Error(compiled.findings.map((found) => found.message).join(' '));
    return compiled.package.processes.find(({ id }) => id === 'process')?.inputs?.map(({ name }) => name);
  };
  const doing = around('<bpmn:task id="work"/>', 'work');
  const drawn = (...names: string[]) => names.map((name) => `<bpmn:dataObject id="${name}" name="${name}"/>`).join('');
  const extended = (content: string) => `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;

  test('data inputs, properties and data objects, but not what something in it writes, nor collections', async () => {
    const declared = `<bpmn:ioSpecification><bpmn:dataInput id="i" name="order"/><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification>
      <bpmn:property id="p" name="weight"/>`;
    const objects = '<bpmn:dataObject id="price" name="price"/><bpmn:dataObject id="rows" name="rows" isCollection="true"/>';
    const script = '<bpmn:scriptTask id="work" perennial:resultVariable="price"><bpmn:script>1</bpmn:script></bpmn:scriptTask>';
    expect(await inputsOf(`${declared}${objects}${around(script, 'work')}`)).toEqual(['order', 'weight']);
    expect(await inputsOf(doing)).toBeUndefined();
  });

  const job = (inside: string) =>
    around(`<bpmn:serviceTask id="work">${extended(`<perennial:job type="rate">${inside}</perennial:job>`)}</bpmn:serviceTask>`, 'work');

  test('not for what a job brings, by its own mapping or as its type says', async () => {
    const mapped = job('<perennial:output source="amount * 2" target="total"/>');
    expect(await inputsOf(`${drawn('total', 'amount')}${mapped}`, '', { rate: ['amount'] })).toEqual(['amount']);
    expect(await inputsOf(`${drawn('total', 'amount')}${job('')}`, '', { rate: ['amount'] })).toEqual(['total']);
    expect(await inputsOf(`${drawn('total', 'amount')}${job('')}`)).toEqual(['total', 'amount']);
  });

  test('not for what a repeated step collects, but for what it goes through', async () => {
    const loop = `<bpmn:multiInstanceLoopCharacteristics perennial:collection="orders" perennial:item="each" perennial:outputCollection="prices" perennial:outputItem="each * 2"/>`;
    const each = around(`<bpmn:task id="work">${loop}</bpmn:task>`, 'work');
    expect(await inputsOf(`${drawn('orders', 'prices')}${each}`)).toEqual(['orders']);
  });

  test('not for the code of an error, nor for the keys of a script', async () => {
    const script = '<bpmn:scriptTask id="work"><bpmn:script>={ net: 1, gross: 2 }</bpmn:script></bpmn:scriptTask>';
    const failing = `<bpmn:boundaryEvent id="failed" attachedToRef="work"><bpmn:errorEventDefinition perennial:codeVariable="code"/></bpmn:boundaryEvent>
      <bpmn:endEvent id="wrong"/>${flow('failed', 'wrong')}`;
    expect(await inputsOf(`${drawn('net', 'gross', 'code', 'other')}${around(script, 'work')}${failing}`)).toEqual(['other']);
  });

  test('not for what a message brings that the package itself sends', async () => {
    const taking = around(
      '<bpmn:intermediateCatchEvent id="take"><bpmn:messageEventDefinition messageRef="M"/></bpmn:intermediateCatchEvent>',
      'take',
    );
    const payload = extended('<perennial:message><perennial:payload source="1" target="answer"/></perennial:message>');
    const sending = `<bpmn:process id="other" isExecutable="true"><bpmn:startEvent id="begin"/><bpmn:sendTask id="tell" messageRef="M">${payload}</bpmn:sendTask>
      <bpmn:endEvent id="told"/>${flow('begin', 'tell')}${flow('tell', 'told')}</bpmn:process>`;
    expect(await inputsOf(`${drawn('answer', 'asked')}${taking}`, `<bpmn:message id="M" name="M"/>${sending}`)).toEqual(['asked']);
  });

  test('for what a step only reads under the same name', async () => {
    const reads = `<bpmn:task id="work">${extended('<perennial:ioMapping><perennial:input source="order" target="order"/></perennial:ioMapping>')}</bpmn:task>`;
    expect(await inputsOf(`${drawn('order')}${around(reads, 'work')}`)).toEqual(['order']);
  });
});
