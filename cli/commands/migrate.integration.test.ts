import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Background, startBackground } from '../../api/background.ts';
import { type Api, openApi } from '../../api/testing/api-fixture.ts';
import { password } from '../../api/testing/people.ts';
import { startCases } from '../../test/migration/cases.ts';
import { first, key, plan, second } from '../../test/migration/two-versions.ts';
import { migrate } from './migrate.ts';

let api: Api;
let background: Background | undefined;
beforeAll(async () => {
  api = await openApi({ deps: { wakeBackground: () => background?.wake() } });
  const { database, door, clock } = api;
  const deps = { db: database.db, pool: database.pool, door, now: clock.now, defaultCountry: 'PL' };
  background = startBackground(deps, pino({ level: 'silent' }));
  for (const { files } of [first, second]) await api.packageStore.publish({ key, files, actor: null, now: clock.now() });
  await startCases(door, 8, async (id) =>
    (await api.tasks(id)).map(({ element, element_instance }) => ({ element, task: element_instance })),
  );
});
afterAll(async () => {
  await background?.close();
  await api?.close();
});

async function run(args: string[], as = 'oskar'): Promise<{ code: number; out: string; err: string }> {
  Object.assign(process.env, { PERENNIAL_URL: api.address, PERENNIAL_LOGIN: as, PERENNIAL_PASSWORD: password });
  let out = '';
  let err = '';
  const code = await migrate(args, { out: (text) => (out += text), err: (text) => (err += text) });
  return { code, out, err };
}

describe('perennial migrate', () => {
  it('suggests, checks, moves, tells and takes back', async () => {
    const suggested = await run(['suggest', key, '1', '2']);
    expect(suggested).toMatchObject({ code: 0, out: expect.stringMatching(/Ask +ask +question +doubtful +Between the same steps/) });
    const checked = await run(['check', key, '1', '2']);
    expect(checked).toMatchObject({ code: 1, out: expect.stringContaining('8 open cases tried: 7 can be moved, 1 stay') });
    expect(checked.out).toContain('“Old step” is gone in the new version');
    const file = join(mkdtempSync(join(tmpdir(), 'perennial-plan-')), 'plan.json');
    writeFileSync(file, JSON.stringify(plan));
    expect((await run(['plan', key, '1', '2', '--file', file])).out).toContain('Stored as revision 1');
    const moved = await run(['start', key, '1', '2', '--per-second', '100', '--wait']);
    expect(moved).toMatchObject({ code: 1, out: expect.stringContaining('moving 1 → 2: done; 7 moved, 1 stay') });
    const [migration = ''] = moved.out.split('\n');
    expect((await run(['status', key])).out).toContain(migration);
    expect(await run(['undo', migration, '--wait'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('moving 2 → 1, undone: done; 7 brought back, 0 stay'),
    });
    expect((await run(['status', migration])).out).toContain('undone since, 7 of 7 brought back to 1: migration ');
    expect((await run(['status', key])).out).toMatch(/move +1 +2 .*undone since, 7 of 7 brought back to 1/);
    expect(JSON.parse((await run(['status', migration, '--json'])).out)).toMatchObject({ counts: { done: 7, refused: 1 } });
  });

  it('stops, tells which cases it did not come to, and answers every call in JSON', async () => {
    const json = async (args: string[]) => {
      const { code, out, err } = await run([...args, '--json']);
      expect(err).toBe('');
      return { code, said: JSON.parse(out) };
    };
    const file = join(mkdtempSync(join(tmpdir(), 'perennial-plan-')), 'plan.json');
    writeFileSync(file, JSON.stringify(plan));
    expect((await json(['plan', key, '1', '2', '--file', file])).said).toMatchObject({ revision: 2, check: { unknown: [] } });
    const begun = await json(['start', key, '1', '2', '--per-second', '1']);
    expect(begun).toMatchObject({ code: 0, said: { cases: 8 } });
    const { migration } = begun.said;
    expect((await run(['stop', migration], 'anna')).err).toContain('Refused (forbidden)');
    expect(await run(['stop', migration])).toEqual({ code: 0, out: 'stopped; what was moved stays moved\n', err: '' });
    expect((await run(['stop', migration])).err).toContain('Refused (wrongState)');
    const told = await run(['status', migration]);
    expect(told.out).toMatch(/: cancelled; .* not come to/);
    expect(told.out).toMatch(/cancelled +The migration was stopped before the case had its turn/);
    const undone = await json(['undo', migration, '--wait']);
    expect(undone).toMatchObject({ code: 0, said: { kind: 'undo', status: 'done', hidden: 0 } });
    expect((await json(['check', key, '1', '2'])).said).toMatchObject({ tried: 8, hidden: 0 });
    const slow = await json(['start', key, '1', '2', '--per-second', '1']);
    expect(await json(['stop', slow.said.migration])).toEqual({ code: 0, said: { ok: true } });
    const moved = await json(['start', key, '1', '2', '--wait']);
    expect(moved).toMatchObject({ code: 1, said: { kind: 'move', counts: { refused: 1 }, stays: [{ outcome: 'refused' }] } });
  });

  it('refuses who may not, and calls that say nothing', async () => {
    expect((await run(['start', key, '1', '2'], 'anna')).err).toContain('Refused (forbidden)');
    expect((await run(['check', key, 'one', '2'])).code).toBe(2);
    expect((await run(['check', key, '1', '9'])).err).toContain('Refused (notFound)');
    expect((await run(['fly'])).code).toBe(2);
  });
});
