import { describe, expect, it } from 'vitest';
import { documentedFiles, documentedPackage } from '../testing/documented-package.ts';
import { checkPackageFiles, testsInWords } from './check-files.ts';
import { readPackageFolder } from './package-folder.ts';

type Changes = NonNullable<Parameters<typeof documentedPackage>[0]>;

async function checked(changes: Changes = {}) {
  const result = await checkPackageFiles(await readPackageFolder(documentedPackage(changes)));
  return { ...result, said: result.findings.map(({ rule, message }) => `${rule}: ${message}`), words: testsInWords(result) };
}

const largeRefund = 'cases/large-refund.json';

describe('a package in a folder', () => {
  it('of docs/packages.md may be published as it stands there, without a warning', async () => {
    expect(documentedFiles()).toHaveLength(8);
    const { ok, said, words } = await checked({ 'READ-ME.md': 'no part of it', '.perennial.json': '{}' });
    expect({ ok, said, words }).toEqual({ ok: true, said: [], words: '3 of 3 test rows hold; 1 of 1 test cases pass' });
  });

  it('a row that fails is told, and the cases are run all the same', async () => {
    const { ok, said, words } = await checked({ 'decisions/approval.test.json': (text) => text.replace('"PT4H"', '"PT5H"') });
    expect({ ok, words }).toEqual({ ok: false, words: '2 of 3 test rows hold; 1 of 1 test cases pass' });
    expect(said).toEqual([
      'decision/test-row: decisions/approval.test.json, row 3 “large”: Expected {"team":"supervisor","within":"PT5H"}, got {"team":"supervisor","within":"PT4H"} by rule 3.',
    ]);
  });

  it('other errors come before the cases', async () => {
    const { ok, cases, words } = await checked({ 'forms/decide.form': null });
    expect({ ok, cases, words }).toEqual({
      ok: false,
      cases: undefined,
      words: '3 of 3 test rows hold; test cases were not run: mend the errors first',
    });
  });

  it.each<[string, (text: string) => string, string]>([
    ['the step that fails', (text) => text.replace('"paid": 200 } }', '"paid": 20 } }'), 'step 3: variable.paid is 200, expected 20'],
    ['a calendar that is not there', (text) => text.replace('"refund-desk"', '"desk"'), 'the start: there is no calendar desk'],
    ['a key no step has', (text) => text.replace('"complete"', '"completes"'), ': steps.1: Unrecognized key: "completes"'],
    ['no moment', (text) => text.replace('2027-01-05T15', 'on Tuesday at'), ': at: must be a moment like'],
    ['an incident nobody expected', (text) => text.replace('"amount": 250, ', ''), 'step 1: an incident (decision) at WhoDecides: '],
    ['no JSON', () => '{', ': the file: '],
  ])('a test case says %s', async (_, change, said) => {
    const result = await checked({ [largeRefund]: change });
    expect(result.ok).toBe(false);
    expect(result.said[0]).toContain(`case/failed: ${largeRefund}`);
    expect(result.said[0]).toContain(said);
  });

  it('an incident that is expected fails nothing; a signal nobody waits for is refused', async () => {
    const steps = [{ expect: { incidents: ['decision'] } }, { signal: 'prices' }];
    const content = JSON.stringify({ name: 'x', at: '2027-01-05T15:00:00+01:00', calendar: 'none', steps });
    expect((await checked({ [largeRefund]: content })).said).toEqual([
      `case/failed: ${largeRefund}, step 2: signal prices was refused: Nothing here waits for the signal "prices"`,
    ]);
  });
});
