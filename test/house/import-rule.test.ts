import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { breachesOf, checkTree, sourceFiles } from './import-rule.ts';

const root = new URL('../..', import.meta.url).pathname;

describe('import rule', () => {
  test('no room imports what it may not', () => {
    expect(checkTree(root)).toEqual([]);
  });

  test.each([
    ['engine/kernel/x.ts', "import { y } from '../../db/y.ts'", 'engine may not import db'],
    ['engine/kernel/x.ts', "import { readFileSync } from 'node:fs'", 'engine is pure: not node:fs'],
    ['workflows/instance.ts', "import { decide } from '../engine/kernel/decide.ts'", 'workflows may not import engine'],
    ['workflows/instance.ts', "import { run } from '../activities/index.ts'", 'workflows may import activities as types only'],
    ['web/app.tsx', "import { me } from '../api/server.ts'", 'web may not import api'],
    ['crm/demo/x.ts', "import { createDoor } from '../../runtime/execute-command.ts'", 'crm may import runtime as types only'],
    ['web/features/list/a.tsx', "const x = await import('../../../crm/demo/seed.ts')", 'web may not import crm'],
  ])('notices %s: %s', (path, source, why) => {
    expect(breachesOf(path, source).map((breach) => breach.why)).toEqual([why]);
  });

  test.each([
    ['web/app.tsx', "import { me } from '../api/contract/index.ts'"],
    ['workflows/instance.ts', "import type { Activities } from '../activities/index.ts'"],
    ['designer/a.tsx', "import { definition } from '../activities/jobs/notify/definition.ts'"],
  ])('allows %s: %s', (path, source) => {
    expect(breachesOf(path, source)).toEqual([]);
  });
});

describe('size of files', () => {
  const rooms = ['engine', 'runtime', 'workflows', 'activities', 'worker', 'db', 'crm', 'api', 'cli', 'designer', 'web'];
  const sizes = rooms
    .flatMap((room) => sourceFiles(`${root}${room}`))
    .map((file) => ({ file: relative(root, file), lines: readFileSync(file, 'utf8').split('\n').length }));

  test('no file is over 500 lines', () => {
    expect(sizes.filter((size) => size.lines > 500)).toEqual([]);
  });

  test('the median is under 80 lines', () => {
    const sorted = sizes.map((size) => size.lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(80);
  });

  test('names are kebab-case', () => {
    expect(sizes.filter(({ file }) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*\.(ts|tsx|mjs)$/.test(file.split('/').pop() ?? ''))).toEqual([]);
  });
});
