import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as definitions from './definitions.ts';
import { jobTypes } from './index.ts';

test('every folder has its line, and every line its folder with the same definition', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(
    Object.values(definitions)
      .map((each) => each.type)
      .sort(),
  ).toEqual(folders.map((entry) => entry.name).sort());
  expect([...jobTypes.values()].map((job) => job.definition)).toEqual(Object.values(definitions));
});
