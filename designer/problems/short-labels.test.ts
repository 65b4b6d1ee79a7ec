import { expect, test } from 'vitest';
import { finding, label, translateFinding } from '../../engine/model/findings.ts';
import { shortLabels } from './short-labels.ts';

const onCanvas: { [id: string]: { name: string; kind: string; twice: boolean } } = {
  a1: { name: 'Call', kind: 'Step of a person', twice: false },
  b1: { name: 'Write', kind: 'Step of a person', twice: true },
  g1: { name: '', kind: 'Decision', twice: false },
};
const told = (id: string, name?: string) =>
  translateFinding(
    shortLabels(finding('gateway/no-default', 'warning', id, { element: label({ id, name }) }), (each) => onCanvas[each]),
    'en',
  );
const rest = ': when no condition is true, the case stops here. Mark one flow as default.';

test('a name stands once, without its id; the id stays where two are called so, and a nameless one is called by its kind', () => {
  expect(told('a1', 'Call')).toBe(`“Call”${rest}`);
  expect(told('b1', 'Write')).toBe(`“Write” (b1)${rest}`);
  expect(told('g1')).toBe(`Decision (g1)${rest}`);
  expect(told('gone')).toBe(`“gone”${rest}`);
});
