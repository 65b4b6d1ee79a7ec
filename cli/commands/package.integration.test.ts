import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, openApi } from '../../api/testing/api-fixture.ts';
import { password } from '../../api/testing/people.ts';
import { documentedFiles, documentedPackage } from '../testing/documented-package.ts';
import { packages } from './package.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

async function run(args: string[], as = 'oskar'): Promise<{ code: number; out: string; err: string }> {
  Object.assign(process.env, { PERENNIAL_URL: api.address, PERENNIAL_LOGIN: as, PERENNIAL_PASSWORD: password });
  let out = '';
  let err = '';
  const code = await packages(args, { out: (text) => (out += text), err: (text) => (err += text) });
  return { code, out, err };
}

/** The documented package under another key. */
const packageOf = (key: string, changes: Parameters<typeof documentedPackage>[0] = {}) =>
  documentedPackage({ 'manifest.json': (text) => text.replace('"refund"', `"${key}"`), ...changes });
const elsewhere = () => mkdtempSync(join(tmpdir(), 'perennial-export-'));
function edit(folder: string, from: string, to: string, path = 'refund.bpmn'): void {
  const file = join(folder, path);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}
const draftOf = async (key: string) => (await api.call('ada', 'GET', `/api/processes/${key}/draft`)).body;
const saveDraft = async (key: string, from: string, to: string) => {
  const { revision, files } = await draftOf(key);
  const changed = files.map((file: { path: string; content: string }) => ({ ...file, content: file.content.replace(from, to) }));
  return (await api.call('ada', 'PUT', `/api/processes/${key}/draft`, { revision, files: changed })).body.revision as number;
};

describe('perennial package', () => {
  it('publishes the package of docs/packages.md, says what a second version changes, and gives both back', async () => {
    const folder = packageOf('refund');
    const preview = await run(['publish', folder, '--preview']);
    expect(preview).toMatchObject({ code: 0, out: expect.stringContaining('Nothing was saved') });
    expect((await api.call('oskar', 'GET', '/api/processes/refund')).status).toBe(404);
    const first = await run(['publish', folder, '--note', 'by hand']);
    expect(first).toMatchObject({ code: 0, err: '', out: expect.stringContaining('The first version.\nrefund: published as version 1.') });
    expect((await api.call('oskar', 'GET', '/api/processes/refund')).body.versions[0]).toMatchObject({ note: 'by hand', version: 1 });
    expect((await run(['publish', folder])).out).toContain('Nothing to publish: version 1 has these files.');
    edit(folder, 'name="Who decides?"', 'name="Who may decide?"');
    expect((await run(['publish', folder, '--preview'])).out).toContain('~ Who may decide?: name Who decides? > Who may decide?\n');
    const second = await run(['publish', folder]);
    expect(second.out).toContain('Files: ~ refund.bpmn.\nrefund: published as version 2.');
    const old = elsewhere();
    expect(await run(['export', 'Refunds', old, '--version', '1'])).toMatchObject({ code: 0, out: expect.stringContaining('8 files') });
    for (const { path, content } of documentedFiles()) expect(readFileSync(join(old, path), 'utf8')).toBe(content);
    const list = await run(['list']);
    expect(list.out).toMatch(/refund +Refunds +2 +- +0/);
    const started = await api.call(
      'oskar',
      'POST',
      '/api/instances',
      { process: 'refund', variables: { amount: 250, customer: 'regular' } },
      { key: 'a' },
    );
    expect(started.body.next).toMatchObject([{ element: 'Decide', groups: ['supervisor'] }]);
  });

  it('refuses what a check or a test finds, and saves nothing', async () => {
    const rows = packageOf('rows', { 'decisions/approval.test.json': (text) => text.replace('"PT2H"', '"PT3H"') });
    const refused = await run(['publish', rows]);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('Refused; nothing was saved.') });
    expect(refused.out).toContain(
      'row 1 “key customer”: Expected {"team":"supervisor","within":"PT3H"}, got {"team":"supervisor","within":"PT2H"}',
    );
    // Only the installation knows that nothing is published under that key.
    const call = '<bpmn:callActivity id="WhoDecides" calledElement="x" perennial:package="nowhere" perennial:binding="latest" />';
    const calls = packageOf('calls', {
      'refund.bpmn': (text) =>
        text
          .replace(/<bpmn:businessRuleTask [^>]*>/, call)
          .replaceAll('= approval.team', 'sales')
          .replaceAll('= approval.within', 'PT1H'),
      'cases/large-refund.json': null,
      'manifest.json': (text) => text.replace('"refund"', '"calls"').replace('["cases/large-refund.json"]', '[]'),
    });
    expect((await run(['check', calls])).code).toBe(0);
    const unknown = JSON.parse((await run(['publish', calls, '--json'])).out) as { outcome: string; findings: { message: string }[] };
    expect(unknown.outcome).toBe('refused');
    expect(unknown.findings.map(({ message }) => message).join()).toContain('nowhere');
    for (const key of ['rows', 'calls']) expect((await api.call('oskar', 'GET', `/api/processes/${key}`)).status).toBe(404);
    expect(await run(['publish', calls, '--draft'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('saved as revision 1 of the draft'),
    });
    // By the API, too: the rows are part of its check.
    const files = documentedFiles().map((file) => ({ ...file, content: file.content.replace('"PT2H" } }', '"PT3H" } }') }));
    const created = await api.call('oskar', 'POST', '/api/processes', { key: 'refund-rows', name: 'x', files });
    const published = await api.call('oskar', 'POST', '/api/processes/refund-rows/publish', { revision: created.body.revision });
    expect(JSON.stringify(published.body.params)).toContain('decision/test-row');
  });

  it('never writes over a draft it does not know of', async () => {
    const folder = packageOf('shared');
    await run(['publish', folder]);
    expect(await saveDraft('shared', 'name="Decide"', 'name="Decide at once"')).toBe(1);
    edit(folder, 'name="Paid back"', 'name="Paid"');
    for (const args of [[], ['--draft'], ['--preview'], ['--over-draft', '7']]) {
      const refused = await run(['publish', folder, ...args]);
      expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Ada saved revision 1 at ') });
      expect(refused.err).toContain('~ refund.bpmn');
    }
    expect(JSON.stringify(await draftOf('shared'))).toContain('Decide at once');
    const other = elsewhere();
    expect((await run(['export', 'shared', other, '--draft'])).out).toContain('revision 1 of the draft, saved by Ada');
    // What was fetched is known: it goes on from there, and a later save of somebody else is seen again.
    edit(other, 'name="Paid back"', 'name="Paid"');
    expect((await run(['publish', other, '--draft'])).out).toContain('saved as revision 2 of the draft; nothing was published');
    expect(await saveDraft('shared', 'name="Refused"', 'name="No"')).toBe(3);
    expect(await run(['publish', other])).toMatchObject({ code: 1, err: expect.stringContaining('--over-draft 3') });
    expect((await run(['publish', other, '--over-draft', '3'])).out).toContain('shared: published as version 2');
    const { files, revision } = await draftOf('shared');
    expect({ revision, text: JSON.stringify(files).includes('Decide at once') }).toEqual({ revision: 0, text: true });
  });

  it('publishes a draft that holds the very same, whoever saved it', async () => {
    const folder = packageOf('same');
    await run(['publish', folder]);
    await saveDraft('same', 'name="Paid back"', 'name="Paid"');
    edit(folder, 'name="Paid back"', 'name="Paid"');
    expect((await run(['publish', folder])).out).toContain('same: published as version 2');
    // A draft that was saved and changes nothing.
    await saveDraft('same', 'nothing like this', '');
    expect((await run(['publish', folder])).out).toContain('Nothing to publish: version 2 has these files. The draft is gone.');
    expect((await draftOf('same')).revision).toBe(0);
  });

  it('sees a version that was published since it was fetched', async () => {
    const folder = packageOf('since');
    await run(['publish', folder]);
    const other = elsewhere();
    await run(['export', 'since', other]);
    edit(folder, 'name="Paid back"', 'name="Paid"');
    await run(['publish', folder]);
    edit(other, 'name="Refused"', 'name="No"');
    const refused = await run(['publish', other]);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('since has version 2, which Oskar published at ') });
    expect(refused.err).toContain('goes back to version 1');
    expect((await run(['publish', other, '--over-version', '2'])).out).toContain('since: published as version 3');
  });

  it('writes over no file unasked', async () => {
    const folder = elsewhere();
    writeFileSync(join(folder, 'notes.md'), 'mine');
    expect((await run(['export', 'test-lead', folder])).code).toBe(0);
    expect((await run(['export', 'test-lead', folder])).code).toBe(0);
    edit(folder, '"name"', '"name" ', 'manifest.json');
    writeFileSync(join(folder, 'more.form'), '{}');
    expect(await run(['export', 'test-lead', folder])).toMatchObject({
      code: 1,
      err: expect.stringContaining(`Nothing was written: would be written over in ${folder}: manifest.json`),
    });
    expect((await run(['export', 'test-lead', folder, '--force'])).out).toContain(
      'Left there, though not of this package (publishing the folder would add them): more.form',
    );
    expect(readFileSync(join(folder, 'notes.md'), 'utf8')).toBe('mine');
  });

  it.each([
    [['publish', '/nowhere/at-all'], 'oskar', 1, '/nowhere/at-all'],
    [['publish', tmpdir(), '--draft', '--note', 'x'], 'oskar', 2, '--note goes with a version'],
    [['export', 'lost', 'x'], 'oskar', 1, 'There is no process “lost”'],
    [['export', 'test-lead', 'x', '--draft'], 'oskar', 1, 'test-lead has no draft'],
    [['export', 'test-lead', 'x', '--draft', '--version', '1'], 'oskar', 2, 'not both'],
    [['export', 'test-lead', 'x', '--version', '9'], 'oskar', 1, 'Refused (notFound)'],
    [['export', 'test-lead'], 'oskar', 2, 'Into which folder?'],
    [['export', 'test-lead', 'x'], 'anna', 1, 'Refused (forbidden)'],
    [['fly'], 'oskar', 2, 'There is no `package fly`'],
  ])('%j by %s ends with %i', async (args, who, code, said) => {
    const answer = await run(args, who);
    expect(answer.code).toBe(code);
    expect(answer.err).toContain(said);
  });

  it('a supervisor may read and not publish', async () => {
    const refused = await run(['publish', packageOf('maria')], 'maria');
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('Refused (forbidden)') });
  });
});
