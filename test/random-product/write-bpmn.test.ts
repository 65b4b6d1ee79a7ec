import { describe, expect, test } from 'vitest';
import { elements } from '../../engine/elements/index.ts';
import { readProcesses } from '../../engine/model/compile-bpmn.ts';
import { Random } from '../property/random.ts';
import { RandomModel, sampleDecision } from '../property/random-model.ts';
import { withXmlIds, writeBpmn } from './write-bpmn.ts';

const seeds = Array.from({ length: 60 }, (_, number) => 51_000 + number);
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

describe('random models as BPMN', () => {
  test('compile to what they were written from; every kind of element and trigger occurs', async () => {
    const kinds = new Set<string>();
    const triggers = new Set<string>();
    for (const seed of seeds) {
      const pkg = new RandomModel(new Random(seed)).build(await sampleDecision());
      const processes = withXmlIds(pkg.processes);
      const read = await readProcesses(writeBpmn(processes));
      expect(plain(read.processes), `seed ${seed}`).toEqual(plain(processes));
      expect(read.mainProcess).toBe(pkg.mainProcess);
      for (const element of pkg.processes.flatMap((process) => process.elements)) {
        kinds.add(element.kind);
        if (element.trigger) triggers.add(element.trigger.kind);
      }
    }
    expect(elements.map((element) => element.kind).filter((kind) => !kinds.has(kind))).toEqual([]);
    expect([...triggers].sort()).toEqual(
      [
        'cancel',
        'compensation',
        'conditional',
        'error',
        'escalation',
        'message',
        'multiple',
        'none',
        'signal',
        'terminate',
        'timer',
      ].sort(),
    );
  });
});
