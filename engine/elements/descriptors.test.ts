import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { elements } from './index.ts';

const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('elements', () => {
  test('every folder is listed, once', () => {
    expect(elements.map((element) => element.kind).sort()).toEqual(folders.map((folder) => folder.name).sort());
  });

  test.each(elements.map((element) => [element.kind, element] as const))(
    '%s has the texts that palette, panel and docs show',
    (_kind, { descriptor }) => {
      expect(descriptor.title).toMatch(/^[A-Z]/);
      expect(descriptor.icon).toMatch(/^[a-z0-9-]+$/);
      expect(descriptor.synonyms.length).toBeGreaterThan(1);
      expect(descriptor.semantics.length).toBeGreaterThan(60);
      expect(new Set(descriptor.questions).size).toBe(descriptor.questions.length);
    },
  );
});
