import { describe, expect, it } from 'vitest';
import { dmnTable } from '../decision/fixtures/table.ts';
import { compilePackage } from './compile-package.ts';
import { around, bpmn } from './testing/bpmn.ts';

const table = dmnTable({
  hitPolicy: 'hitPolicy="FIRST"',
  inputs: [{ expression: 'weight' }],
  outputs: [{ name: 'fee' }],
  rules: [
    ['<= 2', '5'],
    ['> 2', '9'],
    ['null', 'now()'],
  ],
});
const rule = '<bpmn:businessRuleTask id="rate" perennial:decision="table" perennial:decisionResult="fee"/>';

async function check(tests: unknown, { manifest = {}, more = [] as { path: string; content: string }[] } = {}) {
  const files = [
    {
      path: 'manifest.json',
      content: JSON.stringify({
        ...{ key: 'parcel', name: 'Parcels', process: 'p.bpmn', decisions: ['fee.dmn'], decisionTests: ['fee.json'] },
        ...manifest,
      }),
    },
    { path: 'p.bpmn', content: bpmn(around(rule, 'rate')) },
    { path: 'fee.dmn', content: table },
    { path: 'fee.json', content: typeof tests === 'string' ? tests : JSON.stringify(tests) },
    ...more,
  ];
  const result = await compilePackage(files, { hash: 'h' });
  const findings = result.ok ? result.warnings : result.findings;
  const own = findings.filter(({ rule }) => !/^(expression|data)\//.test(rule));
  return { ok: result.ok, rows: result.rows, found: own.map(({ rule, message }) => [rule, message]) };
}

describe('test rows of a package', () => {
  it('that hold let it be published, and tell which rules none of them meets', async () => {
    const { ok, rows, found } = await check({ decision: 'table', rows: [{ input: { weight: 2 }, expected: 5 }] });
    expect({ ok, found }).toEqual({
      ok: true,
      found: [['decision/rule-untested', 'The decision “table” has test rows, but none meets rule 2, 3. Add a row for each.']],
    });
    expect(rows).toMatchObject([{ file: 'fee.json', row: 1, ok: true, output: 5, rules: [1] }]);
  });

  it('one that fails refuses it, with row, expected and got', async () => {
    const { ok, found } = await check({
      decision: 'table',
      rows: [
        { input: { weight: 2 }, expected: 5 },
        { name: 'heavy', input: { weight: 3 }, expected: 8 },
        { input: {}, expected: null },
      ],
    });
    expect({ ok, found }).toEqual({
      ok: false,
      found: [
        ['decision/test-row', 'fee.json, row 2 “heavy”: Expected 8, got 9 by rule 2.'],
        [
          'decision/test-row',
          expect.stringContaining('fee.json, row 3: Decision table "Table", input "weight": Variable \'weight\' not found'),
        ],
      ],
    });
  });

  it('the clock of a row is its own, else its file’s, else always the same', async () => {
    const input = { weight: null };
    const { ok, found } = await check({
      decision: 'table',
      at: '2027-03-01T10:00:00+01:00',
      rows: [
        { input, expected: '2027-03-01T09:00:00Z' },
        { input, at: '2027-04-01T00:00:00Z', expected: '2027-04-01T00:00:00Z' },
      ],
    });
    expect({ ok, found: found.map(([rule]) => rule) }).toEqual({ ok: true, found: ['decision/rule-untested'] });
    expect((await check({ decision: 'table', rows: [{ input, expected: '2027-01-01T00:00:00Z' }] })).ok).toBe(true);
  });

  it.each([
    ['decision/test-unknown', { decision: 'tabel', rows: [{ input: {}, expected: 1 }] }, 'Known: table'],
    ['package/json-syntax', '{', 'fee.json is not JSON'],
    ['package/json', { decision: 'table', rows: [] }, 'rows must be a list of 1 to 500 rows'],
    ['package/json', { decision: 'table', rows: [{ input: { weight: 1 } }] }, 'rows[0].expected must be given'],
    ['package/json', { decision: 'table', rows: [{ input: { weight: 1 }, expect: 5, expected: 5 }] }, 'rows[0].expect must be one of name'],
    ['package/json', { decision: 'table', at: 'tomorrow', rows: [{ input: { weight: 1 }, expected: 5 }] }, 'at must be a moment like'],
  ])('%s', async (rule, tests, said) => {
    const { ok, found } = await check(tests);
    expect(ok).toBe(false);
    expect(found).toContainEqual([rule, expect.stringContaining(said)]);
  });

  it('rows without end are not run one after another', async () => {
    const endless = 'count(for a in 1..1000 return count(for b in 1..1000 return a + b))';
    const content = dmnTable({ inputs: [{ expression: 'weight' }], outputs: [{ name: 'fee' }], rules: [['-', endless]] });
    const rows = Array.from({ length: 5 }, () => ({ input: { weight: 1 }, expected: 1 }));
    const fee = { path: 'fee.dmn', content };
    const { found } = await check({ decision: 'table', rows }, { more: [fee] });
    expect(found.map(([, message]) => message?.includes('Not run'))).toEqual([false, false, false, true, true]);
  });

  it('a thousand rows in all', async () => {
    const rows = Array.from({ length: 400 }, () => ({ input: { weight: 1 }, expected: 5 }));
    const more = ['a.json', 'b.json'].map((path) => ({ path, content: JSON.stringify({ decision: 'table', rows }) }));
    const { found } = await check({ decision: 'table', rows }, { manifest: { decisionTests: ['fee.json', 'a.json', 'b.json'] }, more });
    expect(found).toEqual([['package/json', 'manifest.json: decisionTests must be files with at most 1000 rows in all.']]);
  });

  it('a key that no manifest has and a file it does not list are told', async () => {
    const rows = [0, 3, null].map((weight) => ({ input: { weight }, expected: weight === null ? '2027-01-01T00:00:00Z' : weight ? 9 : 5 }));
    const more = [
      { path: 'old.dmn', content: '' },
      { path: 'read-me.md', content: '' },
    ];
    const { ok, found } = await check({ decision: 'table', rows }, { manifest: { form: ['x'], $schema: 'x' }, more });
    expect(ok).toBe(true);
    expect(found.map(([rule, message]) => [rule, message?.slice(0, 30)])).toEqual([
      ['manifest/unknown-key', 'manifest.json: “form” is no fi'],
      ['package/file-unlisted', '“old.dmn” is in the package, b'],
    ]);
  });
});
