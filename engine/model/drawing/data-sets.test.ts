import { expect, test } from 'vitest';
import { compileBpmn } from '../compile-bpmn.ts';
import { around, bpmn } from '../testing/bpmn.ts';

const inputs = '<bpmn:dataInput id="a"/><bpmn:dataInput id="b"/>';
const sets = (inside: string) =>
  bpmn(`<bpmn:ioSpecification>${inputs}<bpmn:dataOutput id="o"/>${inside}</bpmn:ioSpecification>${around('<bpmn:task id="t"/>', 't')}`);
const refs = (...names: string[]) => names.map((name) => `<bpmn:dataInputRefs>${name}</bpmn:dataInputRefs>`).join('');
const outputs = (id = '', more = '') => `<bpmn:outputSet ${id}><bpmn:dataOutputRefs>o</bpmn:dataOutputRefs>${more}</bpmn:outputSet>`;

test.each([
  [undefined, `<bpmn:inputSet>${refs('a', 'b')}<bpmn:optionalInputRefs>b</bpmn:optionalInputRefs></bpmn:inputSet>${outputs()}`],
  [
    'data/set-part',
    `<bpmn:inputSet>${refs('a')}<bpmn:optionalInputRefs>b</bpmn:optionalInputRefs></bpmn:inputSet><bpmn:inputSet>${refs('b')}</bpmn:inputSet>${outputs()}`,
  ],
  ['data/set-lacks', `<bpmn:inputSet>${refs('a')}</bpmn:inputSet>${outputs()}`],
  [
    'data/set-pair',
    `<bpmn:inputSet id="i">${refs('a', 'b')}<bpmn:outputSetRefs>x</bpmn:outputSetRefs></bpmn:inputSet>${outputs('id="x"')}`,
  ],
  [
    undefined,
    `<bpmn:inputSet id="i">${refs('a', 'b')}<bpmn:outputSetRefs>x</bpmn:outputSetRefs></bpmn:inputSet>${outputs('id="x"', '<bpmn:inputSetRefs>i</bpmn:inputSetRefs>')}`,
  ],
])('%s', async (rule, inside) => {
  const result = await compileBpmn(sets(inside));
  expect((result.ok ? result.warnings : result.findings).map((found) => found.rule)).toEqual(rule === undefined ? [] : [rule]);
});
