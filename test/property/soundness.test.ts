import { describe, expect, test } from 'vitest';
import type { CompiledPackage } from '../../engine/contract/index.ts';
import { packageOf } from '../../engine/kernel/testing/process-builder.ts';
import { checkPackage } from '../../engine/model/checks/index.ts';
import { Random } from './random.ts';
import { mutate, SoundModel } from './sound-model.ts';
import { playAll } from './stand-still.ts';

const standsStill = ['soundness/deadlock', 'soundness/starved', 'parallel-gateway/never-joins'];
const soundness = (pkg: CompiledPackage) =>
  checkPackage(pkg).filter(({ rule }) => rule.startsWith('soundness/') || standsStill.includes(rule));
const small = 4;
const limit = 200;

describe('soundness against the kernel', () => {
  test('random sound models are never reproached', () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const model = new SoundModel(new Random(seed));
      const pkg = packageOf(model.build(3), { recordType: 'lead' });
      expect(soundness(pkg), `seed ${seed}`).toEqual([]);
    }
  });

  test('a gateway of another kind: whatever stands still when played on every path is found', () => {
    const sum = { models: 0, still: 0, found: 0, foundOnly: 0, undecided: 0 };
    for (let seed = 1; seed <= 120; seed += 1) {
      const random = new Random(seed);
      const model = new SoundModel(random);
      const pkg = packageOf(model.build(2));
      if (model.gateways.length === 0) continue;
      const broken = mutate(pkg, model, random);
      if (model.choices.length > small) continue;
      const played = playAll(pkg, model.choices, model.answers, limit);
      const found = soundness(pkg);
      const blamed = found.filter(({ rule }) => standsStill.includes(rule)).map(({ element }) => element);
      sum.models += 1;
      if (!played.complete) sum.undecided += 1;
      if (played.stuck.size > 0) sum.still += 1;
      if (blamed.length > 0) sum.found += 1;
      if (blamed.length > 0 && played.complete && played.stuck.size === 0) sum.foundOnly += 1;
      if (played.stuck.size === 0) continue;
      expect(blamed.length, `seed ${seed}: ${broken} makes it stand still at ${[...played.stuck]}`).toBeGreaterThan(0);
    }
    process.stdout.write(`mutated models ${JSON.stringify(sum)}\n`);
    expect(sum.still).toBeGreaterThan(5);
  });
});
