import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { dmnTable } from '../../engine/decision/fixtures/table.ts';
import { around, bpmn } from '../../engine/model/testing/bpmn.ts';
import { check } from './check.ts';

const folder = mkdtempSync(join(tmpdir(), 'perennial-check-'));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Runs the command as a process of its own, as a user does. */
function perennial(...args: string[]) {
  const command = fileURLToPath(new URL('../bin/perennial.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

const good = bpmn(around('<bpmn:task id="a"/>', 'a'));

describe('perennial check', () => {
  test('0: may be published', () => {
    const { status, stdout } = perennial('check', file('good.bpmn', good), '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, readable: true, findings: [] });
  });

  test('1: refused, with rule, element and message', () => {
    const broken = file('broken.bpmn', bpmn(around('<bpmn:callChoreography id="odd" name="Odd"/>', 'odd')));
    const { status, stdout } = perennial('check', broken, '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout).findings).toMatchObject([
      { rule: 'element/not-executable', severity: 'error', element: 'odd', message: expect.stringContaining('call choreography') },
    ]);
    expect(perennial('check', broken).stdout).toContain('[element/not-executable]');
  });

  test('a decision table by itself, and one that cannot be read as such', async () => {
    const table = dmnTable({ inputs: [{ expression: 'a' }], outputs: [{ name: 'b' }], rules: [['1', '2']] });
    let out = '';
    const streams = { out: (text: string) => (out += text), err: () => undefined };
    expect(await check([file('table.dmn', table)], streams)).toBe(0);
    expect(out).toMatch(/table\.dmn: may be published\.\n$/);
    expect(await check([file('odd.dmn', table.replace('<text>2</text>', '<text>2 +</text>'))], streams)).toBe(1);
    expect(out).toContain('[decision/problem]');
    expect(await check([file('cut.dmn', table.slice(0, 200))], streams)).toBe(2);
  });

  test.each([
    ['not XML', () => file('text.bpmn', 'hello')],
    ['a document type', () => file('doctype.bpmn', `<!DOCTYPE x>${good.slice(38)}`)],
    ['50 MB', () => file('huge.bpmn', `<!--${'x'.repeat(50_000_000)}-->`)],
    ['no such file', () => join(folder, 'nothing.bpmn')],
    ['a folder without a manifest', () => folder],
  ])('2: %s cannot be read', (_what, path) => {
    const { status, stdout } = perennial('check', path(), '--json');
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, readable: false, findings: [{ severity: 'error' }] });
  });

  test('2: without a file the usage is shown', () => {
    expect(perennial('check')).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage') });
    expect(perennial('chekc')).toMatchObject({ status: 2, stderr: expect.stringContaining('No command “chekc”') });
  });
});
