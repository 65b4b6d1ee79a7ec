import { readdirSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { z } from 'zod';
import * as definitions from './definitions.ts';
import { jobTypes } from './index.ts';
import { outputNames, requiredInputs } from './job-definition.ts';

test('every folder has its line, and every line its folder with the same definition', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(
    Object.values(definitions)
      .map((each) => each.type)
      .sort(),
  ).toEqual(folders.map((entry) => entry.name).sort());
  expect([...jobTypes.values()].map((job) => job.definition)).toEqual(Object.values(definitions));
});

test.each(Object.values(definitions))('$type: outputs and fields are names of its schemas', ({ input, output, outputs, fields }) => {
  expect(outputs).toEqual(Object.keys((output as z.ZodObject).shape));
  const names = Object.keys((input as z.ZodObject).shape);
  expect(fields.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual([]);
});

test('what they give and need is known in the browser too, where zod is left out', async () => {
  const known = [outputNames(Object.values(definitions)), requiredInputs(Object.values(definitions))];
  // Other files of this worker load these modules, too.
  onTestFinished(() => {
    vi.doUnmock('zod');
    vi.resetModules();
  });
  vi.resetModules();
  vi.doMock('zod', () => import('../../web/lib/api/schema-free.ts'));
  const bundled: typeof definitions = await import('./definitions.ts');
  expect('shape' in bundled.sendEmail.output).toBe(false);
  expect([outputNames(Object.values(bundled)), requiredInputs(Object.values(bundled))]).toEqual(known);
  expect(known[0]).toMatchObject({ 'call-webhook': ['status', 'body'] });
});
