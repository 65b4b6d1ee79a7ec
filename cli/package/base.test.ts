import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBase, writeBase } from './base.ts';
import { changesInWords } from './changes.ts';

const here = 'http://127.0.0.1:8080/';
const folder = () => mkdtempSync(join(tmpdir(), 'perennial-base-'));

test('a folder remembers what it goes back to, for each installation and for its own key', async () => {
  const path = folder();
  expect(await readBase(path, here, 'refund')).toBeUndefined();
  await writeBase(path, here, 'refund', { version: 3, draft: null });
  await writeBase(path, 'https://crm.example', 'refund', { version: null, draft: 2 });
  expect(await readBase(path, 'http://127.0.0.1:8080', 'refund')).toEqual({ version: 3, draft: null });
  expect(await readBase(path, 'https://crm.example/', 'refund')).toEqual({ version: null, draft: 2 });
  expect(await readBase(path, here, 'copied')).toBeUndefined();
});

test.each(['', '[]', '{"http://127.0.0.1:8080": {"version": "3"}}'])('a file that says %j says nothing', async (content) => {
  const path = folder();
  writeFileSync(join(path, '.perennial.json'), content);
  expect(await readBase(path, here, 'refund')).toBeUndefined();
});

test('what changes is told of files that cannot be read, too', async () => {
  const file = (path: string, content: string) => ({ path, content });
  const before = [file('manifest.json', '{'), file('a.form', '1'), file('b.form', '1')];
  expect(await changesInWords(before, [file('manifest.json', '{'), file('b.form', '2'), file('c.form', '1')])).toEqual([
    'Files: ~ b.form, + c.form, - a.form.',
  ]);
  expect(await changesInWords(before, before)).toEqual(['Nothing changes: the files are the same.']);
  expect(await changesInWords(undefined, before)).toEqual(['The first version.']);
});
