import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CalendarView } from '../../contract/index.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

const day: [string, string][] = [['09:00', '17:00']];
const week = { '1': day, '2': day, '3': day, '4': day, '5': day };
const hours = { zone: 'Europe/Warsaw', week, days: {} };
const put = (name: string, body: object, user = 'oskar') => api.call(user, 'PUT', `/api/calendars/${name}`, body);
const get = (name: string, query = '') =>
  api.call<CalendarView & { versions: { version: number }[] }>('anna', 'GET', `/api/calendars/${name}${query}`);

describe('calendars', () => {
  it('are stored version by version, none of which changes, and read as they were in force', async () => {
    const begun = api.clock.at;
    expect((await put('office', { ...hours, basedOn: 0, isDefault: true })).body).toEqual({ version: 1, told: 0 });
    api.clock.at += 86_400_000;
    const second = { ...hours, days: { '2027-03-09': [] }, names: { '2027-03-09': 'Founding day' }, basedOn: 1 };
    expect((await put('office', second)).body).toEqual({ version: 2, told: 0 });
    const later = new Date(api.clock.at + 10 * 86_400_000).toISOString();
    const third = { ...hours, week: { ...week, '6': [['10:00', '14:00']] }, basedOn: 2, validFrom: later };
    expect((await put('office', third)).body).toEqual({ version: 3, told: 0 });
    expect((await get('office')).body).toMatchObject({
      version: 2,
      isDefault: true,
      inForce: true,
      names: { '2027-03-09': 'Founding day' },
    });
    expect((await get('office', `?at=${new Date(begun).toISOString()}`)).body.version).toBe(1);
    expect((await get('office', `?at=${later}`)).body).toMatchObject({ version: 3, validFrom: later });
    expect((await get('office', '?version=1')).body).toMatchObject({ version: 1, days: {}, inForce: false });
    expect((await get('office')).body.versions.map(({ version }) => version)).toEqual([3, 2, 1]);
    const list = (await api.call('anna', 'GET', '/api/calendars')).body;
    expect(list.items).toMatchObject([{ name: 'office', version: 2, nextVersion: { version: 3 } }]);
  });

  it('takes the days off by law from a country, own days first', async () => {
    const holidays = { country: 'PL', fromYear: 2027, toYear: 2028 };
    const days = { '2027-01-06': [['10:00', '12:00']], '2027-08-16': [] };
    expect((await put('poland', { ...hours, days, holidays, basedOn: 0 })).status).toBe(200);
    const { body } = await get('poland');
    expect(body.days).toMatchObject({ '2027-01-06': [['10:00', '12:00']], '2027-08-16': [], '2027-11-11': [], '2028-05-03': [] });
    expect(body.names['2027-11-11']).toBeTruthy();
    const listed = (await api.call('anna', 'GET', '/api/holidays?country=PL&fromYear=2027&toYear=2027')).body.days as { date: string }[];
    expect(listed.map((each) => each.date)).toContain('2027-12-24');
  });

  it.each([
    ['an unknown zone', { zone: 'Mars/Olympus' }, 422, 'zone'],
    ['no working time', { week: {} }, 422, 'week'],
    ['a time that is none', { week: { '1': [['09:00', '25:00']] } }, 422, 'week.1'],
    ['a date that is none', { days: { '2027-02-30': [] } }, 422, 'days.2027-02-30'],
    ['an eighth weekday', { week: { ...week, '8': day } }, 422, 'week.8'],
    ['a country that is none', { holidays: { country: 'XX', fromYear: 2027, toYear: 2027 } }, 422, 'holidays'],
    ['a hundred years', { holidays: { country: 'PL', fromYear: 1970, toYear: 2070 } }, 422, 'holidays'],
    ['the past', { validFrom: '2020-01-01T00:00:00Z' }, 422, 'validFrom'],
    ['another version', { basedOn: 7 }, 409, 'basedOn'],
    ['a key that is none', { days: { tomorrow: [] } }, 400, undefined],
    ['thirteen intervals', { week: { '1': Array.from({ length: 13 }, () => ['09:00', '10:00']) } }, 400, undefined],
  ])('refuses %s', async (_, wrong, status, place) => {
    const answer = await put('wrong', { ...hours, basedOn: 0, ...wrong });
    expect(answer.status).toBe(status);
    if (place) expect(answer.body.place).toBe(place);
    expect((await get('wrong')).status).toBe(404);
  });

  it.each(['none', 'Office', 'a b', '__proto__'])('has no name %s', async (name) => {
    expect((await put(encodeURIComponent(name), { ...hours, basedOn: 0 })).status).toBeGreaterThanOrEqual(400);
  });

  it('two that edit the same version: the second is told', async () => {
    await put('both', { ...hours, basedOn: 0 });
    const answers = await Promise.all([1, 2, 3].map(() => put('both', { ...hours, basedOn: 1 })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
  });

  it.each([2, 5])('one of them is the default, when %i are made it at once', async (many) => {
    for (let round = 0; round < 4; round += 1) {
      const names = Array.from({ length: many }, (_, nth) => `default-${many}-${nth}`);
      const answers = await Promise.all(names.map((name) => put(name, { ...hours, basedOn: round, isDefault: true })));
      expect(answers.map((answer) => answer.status)).toEqual(names.map(() => 200));
      const { items } = (await api.call('anna', 'GET', '/api/calendars')).body as { items: { name: string; isDefault: boolean }[] };
      expect(items.filter((each) => each.isDefault)).toHaveLength(1);
    }
  });

  it('the default stays one when it gets a version while another becomes the default', async () => {
    await put('was-default', { ...hours, basedOn: 0, isDefault: true });
    for (let round = 0; round < 6; round += 1) {
      const other = `is-default-${round}`;
      const saves = [put('was-default', { ...hours, basedOn: 2 * round + 1 }), put(other, { ...hours, basedOn: 0, isDefault: true })];
      expect((await Promise.all(saves)).map((answer) => answer.status)).toEqual([200, 200]);
      const { items } = (await api.call('anna', 'GET', '/api/calendars')).body as { items: { name: string; isDefault: boolean }[] };
      expect(items.filter((each) => each.isDefault).map((each) => each.name)).toEqual([other]);
      await put('was-default', { ...hours, basedOn: 2 * round + 2, isDefault: true });
    }
  });

  it('a rule names a calendar that is there, for a team that is there', async () => {
    const rule = (body: object, user = 'oskar') => api.call(user, 'PUT', '/api/calendar-rules', body);
    expect((await rule({ kind: 'team', value: 'pre-sales', calendar: 'nowhere' })).status).toBe(404);
    expect((await rule({ kind: 'team', value: 'nobody', calendar: 'office' })).status).toBe(404);
    expect((await rule({ kind: 'region', value: 'Śląsk', calendar: 'office' })).body).toEqual({ ok: true, told: 0 });
    expect((await api.call('anna', 'GET', '/api/calendars')).body.rules).toEqual([
      { kind: 'region', value: 'Śląsk', name: 'Śląsk', calendar: 'office' },
    ]);
    expect((await rule({ kind: 'region', value: 'Śląsk', calendar: null })).status).toBe(200);
    expect((await rule({ kind: 'region', value: 'Śląsk', calendar: 'office' }, 'anna')).status).toBe(403);
  });
});
