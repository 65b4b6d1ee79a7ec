import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, openApi } from '../../api/testing/api-fixture.ts';
import { password } from '../../api/testing/people.ts';
import { documentedFiles } from '../testing/documented-package.ts';
import { calendars } from './calendars.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
  api.clock.at = Date.parse('2027-01-05T15:00:00+01:00');
});
afterAll(() => api?.close());

async function run(args: string[], as = 'oskar'): Promise<{ code: number; out: string; err: string }> {
  Object.assign(process.env, { PERENNIAL_URL: api.address, PERENNIAL_LOGIN: as, PERENNIAL_PASSWORD: password });
  let out = '';
  let err = '';
  const code = await calendars(args, { out: (text) => (out += text), err: (text) => (err += text) });
  return { code, out, err };
}
const folder = mkdtempSync(join(tmpdir(), 'perennial-calendar-'));
function file(name: string, content: object | string): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
const day = [['09:00', '17:00']];
const hours = { zone: 'Europe/Warsaw', week: { '1': day, '2': day, '3': day, '4': day, '5': day } };

describe('perennial calendars', () => {
  it('says which deadlines of open cases a day off would move, then moves them', async () => {
    // The calendar that the package's step names: the installation's goes before the package's own.
    const made = await run(['save', 'refund-desk', '--file', file('desk.json', { name: 'refund-desk', ...hours })]);
    expect(made).toEqual({
      code: 0,
      err: '',
      out: 'A new calendar.\nrefund-desk: version 1, in force at once; no open case is concerned.\n',
    });
    const published = await api.packageStore.publish({ key: 'refund', files: documentedFiles(), actor: null, now: api.clock.at });
    expect(published.ok).toBe(true);
    const begun = await api.call(
      'oskar',
      'POST',
      '/api/instances',
      { process: 'refund', variables: { amount: 250, customer: 'regular' } },
      { key: 'a' },
    );
    const id = begun.body.instanceId as string;
    const change = ['refund-desk', '--close', '2027-01-06=Epiphany'];
    const preview = await run(['preview', ...change]);
    expect(preview).toMatchObject({ code: 0, err: '' });
    expect(preview.out.split('\n').slice(0, 4)).toEqual([
      '2027-01-06: as its weekday > closed (Epiphany)',
      expect.stringMatching(/^CASE +AT +WAS +WOULD BE \(Europe\/Warsaw\)$/),
      expect.stringMatching(new RegExp(`^${id} +Decide +Wed 2027-01-06 11:00 +Thu 2027-01-07 11:00$`)),
      '1 of the deadlines and timers of open cases would move. Nothing was saved.',
    ]);
    expect((await run(['show', 'refund-desk'])).out).toContain('refund-desk, version 1');
    expect((await run(['save', ...change])).out).toContain(
      'refund-desk: version 2, in force at once; 1 open case computes its deadlines anew.',
    );
    await api.door.idle();
    const state = (await api.call('maria', 'GET', `/api/instances/${id}/state`)).body.state.elements;
    const task = Object.values(state as { [id: string]: { task?: { dueAt: number } } }).find((each) => each.task);
    expect(new Date(task?.task?.dueAt ?? 0).toISOString()).toBe('2027-01-07T10:00:00.000Z');
  });

  it('changes days one by one, and takes again what it showed', async () => {
    await run(['save', 'office', '--file', file('office.json', hours), '--default']);
    const args = [
      'save',
      'office',
      '--open',
      '2027-06-05=10:00-12:00,13:00-15:00',
      '--close',
      '2027-06-04=Bridge day',
      '--close',
      '2027-06-07',
    ];
    expect((await run(args)).out.split('\n').slice(0, 3)).toEqual([
      '2027-06-04: as its weekday > closed (Bridge day)',
      '2027-06-05: as its weekday > 10:00-12:00 13:00-15:00',
      '2027-06-07: as its weekday > closed',
    ]);
    expect((await run(['save', 'office', '--usual', '2027-06-07'])).out).toContain('2027-06-07: closed > as its weekday');
    const shown = await run(['show', 'office', '--all']);
    expect(shown.out).toMatch(/^office, version 3, in force since [^\n]+, the default; Europe\/Warsaw\nMon {2}09:00-17:00\n/);
    expect(shown.out).toContain('Sun  closed\n2027-06-04  closed  Bridge day\n2027-06-05  10:00-12:00 13:00-15:00\n');
    const json = file('shown.json', (await run(['show', 'office', '--json'])).out);
    expect((await run(['save', 'office', '--file', json, '--country', 'PL', '--years', '2027'])).out).toContain(
      'days off by law: PL, 2027 to 2027',
    );
    expect((await run(['show', 'office', '--all'])).out).toContain('2027-11-11  closed');
    // What was shown before somebody else saved is refused; a file that says nothing of versions is taken as it is.
    expect(await run(['save', 'office', '--file', json])).toMatchObject({
      code: 1,
      err: expect.stringContaining('is at version 4 and you edited version 3'),
    });
    expect((await run(['save', 'warehouse', '--file', json])).out).toContain('warehouse: version 1');
  });

  it('a version to come is what the next one is made from', async () => {
    await run(['save', 'later', '--file', file('later.json', hours)]);
    await run(['save', 'later', '--close', '2027-09-01', '--from', '2027-08-01T00:00:00Z']);
    expect((await run(['list'])).out).toMatch(/later +- +Europe\/Warsaw +1 +always +2 from Sun 2027-08-01 02:00/);
    expect((await run(['save', 'later', '--close', '2027-09-02', '--from', '2027-08-02T00:00:00Z'])).out).toContain('later: version 3');
    expect((await run(['show', 'later', '--version', '3', '--all'])).out).toContain('not in force now (from Mon 2027-08-02 02:00)');
  });

  it('tells holidays, and who goes by which', async () => {
    expect((await run(['holidays', 'PL', '--years', '2027'])).out).toMatch(/2027-11-11 +\S/);
    expect((await run(['rule', 'team', 'sales', 'office'])).out).toContain('team sales goes by office');
    expect((await run(['list'])).out).toMatch(/team +sales +office/);
    expect((await run(['rule', 'team', 'sales', 'none'])).out).toContain('team sales has no calendar of its own');
  });

  it.each([
    [['save', 'office'], 'oskar', 2, 'What is to change?'],
    [['preview', 'nowhere', '--close', '2027-01-01'], 'oskar', 1, 'There is no calendar nowhere yet: give --file'],
    [['save', 'office', '--open', '2027-06-05'], 'oskar', 2, 'write DATE=09:00-13:00'],
    [['save', 'office', '--close', 'tomorrow'], 'oskar', 1, 'Refused'],
    [['save', 'office', '--years', '2027'], 'oskar', 2, 'Whose days off?'],
    [['holidays', 'PL', '--years', 'soon'], 'oskar', 2, '--years soon: write a whole number.'],
    [['rule', 'shop', 'x', 'office'], 'oskar', 2, 'shop: write team, region or customer.'],
    [['rule', 'team', 'nobody', 'office'], 'oskar', 1, 'Refused (notFound)'],
    [['save', 'x', '--file', '/nowhere.json'], 'oskar', 1, '/nowhere.json'],
    [
      ['save', 'x', '--file', file('odd.json', { zone: 'UTC', week: {}, weeks: {} })],
      'oskar',
      1,
      'is no calendar: the file: Unrecognized key: "weeks"',
    ],
    [['save', 'office', '--close', '2027-06-08'], 'anna', 1, 'Refused (forbidden)'],
    [['list', '--limit', '5'], 'oskar', 2, '`calendars list` takes no --limit'],
  ])('%j by %s ends with %i', async (args, who, code, said) => {
    const answer = await run(args, who);
    expect(answer.code).toBe(code);
    expect(answer.err).toContain(said);
  });
});
