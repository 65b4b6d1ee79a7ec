import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ruleIds } from '../../engine/model/index.ts';

const root = new URL('../..', import.meta.url).pathname;

test('every publish rule is named in a test that breaks it', () => {
  const tests = ['engine', 'cli']
    .flatMap((room) => readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((file) => join(root, room, file)))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  expect(ruleIds.filter((rule) => !tests.includes(`'${rule}'`))).toEqual([]);
});
