import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ruleIds } from '../../engine/model/index.ts';
import { checksPage } from './checks-doc.ts';

test('docs/checks.md holds every rule as it is', () => {
  const page = readFileSync(new URL('../../docs/checks.md', import.meta.url), 'utf8');
  expect(page).toBe(checksPage());
  expect(ruleIds.filter((rule) => !page.includes(`\`${rule}\``))).toEqual([]);
});
