import { expect, test } from 'vitest';
import { translate } from './translate-diagram.ts';

test('names are said in the reader’s language, and their labels get room around the same middle', () => {
  const call = { name: 'Call' };
  const plain = { name: 'constructor' };
  const bounds = { x: 100, width: 40 };
  translate(
    { diagrams: [{ plane: { planeElement: [{ bpmnElement: call, label: { bounds } }, { bpmnElement: plain }, {}] } }] },
    { Call: 'Позвонить клиенту' },
  );
  expect([call.name, plain.name]).toEqual(['Позвонить клиенту', 'constructor']);
  expect(bounds).toEqual({ x: 72, width: 96 });
});
