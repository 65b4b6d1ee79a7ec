import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveChannel } from '../../../db/queries/crm-campaigns.ts';
import { addContactPoints, insertPerson } from '../../../db/queries/crm-people.ts';
import type { Variables } from '../../../engine/contract/index.ts';
import { type Crm, openCrm } from '../../testing/open-crm.ts';
import { releaseIntake, rerunIntake, startWaitingIntake, submitForm } from './index.ts';

let crm: Crm;
beforeAll(async () => {
  crm = await openCrm();
});
afterAll(() => crm?.close());

const post = (payload: Variables, channel = 'web-form', address = '192.0.2.1') => submitForm(crm.deps, { channel, payload, address });
const leadsOf = (email: string) => crm.count(`select count(*) from record where type = 'lead' and fields ->> 'email' = $1`, [email]);
const intakeOf = (text: string) =>
  crm.rows<{ id: string; status: string; reason: string | null; record_id: string | null }>(
    'select * from intake where payload::text like $1 order by at',
    [`%${text}%`],
  );

describe('P30: double clicks and robots', () => {
  it.each([2, 7])('%i equal posts at once are one lead, and every call gets the same reference', async (times) => {
    const email = `burst${times}@firma.example`;
    const answers = await Promise.all(Array.from({ length: times }, () => post({ name: 'Jan', email, message: 'Labels' })));
    expect(new Set(answers.map((answer) => (answer.outcome === 'taken' ? answer.reference : answer.outcome))).size).toBe(1);
    expect(answers[0]).toMatchObject({ outcome: 'taken' });
    expect(await leadsOf(email)).toBe(1);
  });

  it('the same content in another order of fields is the same post', async () => {
    const first = await post({ name: 'Ola', email: 'order@firma.example' });
    expect(await post({ email: 'order@firma.example', name: 'Ola' })).toEqual(first);
  });

  it('the same person with another text, or the next day, is a new interest', async () => {
    await post({ name: 'Jan', email: 'again@firma.example', message: 'Labels' });
    await post({ name: 'Jan', email: 'again@firma.example', message: 'Ribbon' });
    crm.time.at += 24 * 60 * 60 * 1000;
    await post({ name: 'Jan', email: 'again@firma.example', message: 'Ribbon' });
    await crm.settle();
    expect(await leadsOf('again@firma.example')).toBe(3);
    expect(await crm.count(`select count(*) from contact_point where value = 'again@firma.example'`)).toBe(1);
  });

  it('a filled trap makes no lead, gets the same kind of answer, and can be released', async () => {
    expect(await post({ name: 'Robot', email: 'trap@firma.example', website2: 'http://x.example' })).toMatchObject({ outcome: 'taken' });
    expect(await leadsOf('trap@firma.example')).toBe(0);
    const [row] = await intakeOf('trap@firma.example');
    expect(row).toMatchObject({ status: 'spam', reason: 'trapField' });
    expect(await releaseIntake(crm.deps, row?.id ?? '', 'adam')).toMatchObject({ outcome: 'started' });
    expect(await releaseIntake(crm.deps, row?.id ?? '', 'adam')).toEqual({ outcome: 'nothingToDo' });
    expect(await leadsOf('trap@firma.example')).toBe(1);
  });

  it('a quota stands before anything is started', async () => {
    await saveChannel(crm.db, { key: 'narrow', kind: 'webForm', name: 'Narrow', quota_per_minute: 3, at: new Date(crm.time.at) });
    const answers = [];
    for (let number = 0; number < 5; number += 1)
      answers.push((await post({ email: `q${number}@quota.example` }, 'narrow', `192.0.2.${number}`)).outcome);
    expect(answers).toEqual(['taken', 'taken', 'taken', 'quota', 'quota']);
    expect(await crm.count(`select count(*) from intake where channel = 'narrow'`)).toBe(3);
    crm.time.at += 61_000;
    expect((await post({ email: 'q9@quota.example' }, 'narrow')).outcome).toBe('taken');
  });

  it('one address takes no more than half of it, and everybody else may go on', async () => {
    await saveChannel(crm.db, { key: 'robot', kind: 'webForm', name: 'Robot', quota_per_minute: 6, at: new Date(crm.time.at) });
    const from = async (address: string, email: string) => (await post({ email }, 'robot', address)).outcome;
    const answers = [];
    for (let number = 0; number < 5; number += 1) answers.push(await from('192.0.2.66', `r${number}@robot.example`));
    expect(answers).toEqual(['taken', 'taken', 'taken', 'quota', 'quota']);
    expect(await from('192.0.2.7', 'jan@robot.example')).toBe('taken');
  });

  it.each([
    ['nobody', { email: 'a@b.example' }, 'unknownChannel'],
    ['web-form', { text: 'x'.repeat(100_001) }, 'tooLarge'],
    ['web-form', Object.fromEntries(Array.from({ length: 101 }, (_, key) => [`f${key}`, 1])), 'tooLarge'],
  ])('to %s: %#', async (channel, payload, outcome) => expect(await post(payload as Variables, channel)).toMatchObject({ outcome }));
});

describe('P27: the contact exists', () => {
  it.each([
    ['jan27@firma.example', { email: 'JAN27@firma.example', message: 'insurance' }],
    ['+48601270270', { phone: '601 270 270', message: 'insurance' }],
  ])('%s: a new interest of the same person, and his manager is told', async (value, payload) => {
    const id = crypto.randomUUID();
    const at = new Date(crm.time.at);
    const names = { firstName: 'Jan', patronymic: null, lastName: 'K', language: null, country: 'PL', city: null };
    await insertPerson(crm.db, { id, name: 'Jan K', ...names, owner: 'tomasz', team: 'sales-pl', at });
    await addContactPoints(crm.db, id, [{ kind: value.startsWith('+') ? 'phone' : 'email', value, raw: value }], at);
    await post({ name: 'Jan', ...payload });
    await crm.settle();
    const [row] = await intakeOf(Object.values(payload)[0] ?? '');
    expect(row).toMatchObject({ status: 'attached' });
    const [lead] = await crm.rows<{ person_id: string; stage: string; owner: string }>('select * from record where id = $1', [
      row?.record_id,
    ]);
    expect(lead).toMatchObject({ person_id: id, stage: 'assign', owner: 'tomasz' });
    expect(await crm.count('select count(*) from contact_point where value = $1', [value])).toBe(1);
    expect(
      await crm.count(`select count(*) from notification where user_id = 'tomasz' and record_id = $1 and kind = 'needsYou'`, [
        row?.record_id,
      ]),
    ).toBe(1);
    expect(crm.mails.filter((mail) => mail.to.includes('tomasz@perennial.example')).length).toBeGreaterThan(0);
  });
});

describe('P31: one phone number, many spellings', () => {
  it.each([
    ['PL', ['601 310 456', '0048 601310456', '+48 601-310-456', '(601) 310 456'], '+48601310456'],
    ['RU', ['8 (916) 310-45-67', '+7 916 310 45 67', '9163104567'], '+79163104567'],
  ])('default country %s: one person', async (country, spellings, value) => {
    const channel = `form-${country.toLowerCase()}`;
    await saveChannel(crm.db, { key: channel, kind: 'webForm', name: channel, default_country: country, at: new Date(crm.time.at) });
    for (const phone of spellings) await post({ name: 'Somebody', phone }, channel);
    await crm.settle();
    expect(await crm.count('select count(*) from contact_point where value = $1', [value])).toBe(1);
    expect(await crm.count(`select count(*) from record where fields ->> 'phone' = $1`, [value])).toBe(spellings.length);
    expect(await crm.count(`select count(distinct person_id) from record where fields ->> 'phone' = $1`, [value])).toBe(1);
  });

  it('a number of another country goes to Data quality, as it was written', async () => {
    await post({ name: 'Wrong', phone: '89161234567' });
    await crm.settle();
    const leads = await crm.rows<{ stage: string }>(`select stage from record where fields ->> 'phone' = '89161234567'`);
    expect(leads).toEqual([{ stage: 'data-quality' }]);
    expect(await crm.count(`select count(*) from contact_point where value like '%89161234567%'`)).toBe(0);
  });
});

describe('what is captured is never lost', () => {
  it('a start that failed is done later, once', async () => {
    const broken = { ...crm.deps, door: { ...crm.door, startInstance: async () => Promise.reject(new Error('database away')) } };
    const answer = await submitForm(broken, { channel: 'web-form', payload: { email: 'later@firma.example' }, address: null });
    expect(answer).toMatchObject({ outcome: 'taken' });
    expect(await leadsOf('later@firma.example')).toBe(0);
    crm.time.at += 10_000;
    expect(await startWaitingIntake(crm.deps)).toBe(1);
    expect(await startWaitingIntake(crm.deps)).toBe(0);
    expect(await leadsOf('later@firma.example')).toBe(1);
  });

  it('begun by another process, which knew its person by then, it is none that could not start', async () => {
    const slow = {
      ...crm.deps,
      door: {
        ...crm.door,
        async startInstance(request: Parameters<typeof crm.door.startInstance>[0]) {
          const id = crypto.randomUUID();
          const at = new Date(crm.time.at);
          const names = { firstName: 'Ewa', patronymic: null, lastName: 'K', language: null, country: 'PL', city: null };
          await insertPerson(crm.db, { id, name: 'Ewa K', ...names, owner: null, team: null, at });
          await addContactPoints(crm.db, id, [{ kind: 'email', value: 'slow@firma.example', raw: 'slow@firma.example' }], at);
          crm.time.at += 10_000;
          await startWaitingIntake(crm.deps);
          return crm.door.startInstance(request);
        },
      },
    };
    await submitForm(slow, { channel: 'web-form', payload: { email: 'slow@firma.example' }, address: null });
    expect(await leadsOf('slow@firma.example')).toBe(1);
    expect(await intakeOf('slow@firma.example')).toMatchObject([{ status: 'attached', reason: null, record_id: expect.any(String) }]);
  });

  it('what could not start is kept with its reason, and runs again', async () => {
    await saveChannel(crm.db, { key: 'early', kind: 'webForm', name: 'Early', package_key: 'not-published', at: new Date(crm.time.at) });
    await post({ email: 'early@firma.example' }, 'early');
    const [row] = await intakeOf('early@firma.example');
    expect(row).toMatchObject({ status: 'refused', reason: 'The process "not-published" is not published' });
    await saveChannel(crm.db, { key: 'early', kind: 'webForm', name: 'Early', package_key: 'lead', at: new Date(crm.time.at) });
    expect(await rerunIntake(crm.deps, row?.id ?? '', 'adam')).toMatchObject({ outcome: 'started' });
    expect(await leadsOf('early@firma.example')).toBe(1);
  });

  it('a field nobody knows, and a value that does not fit, stand in the note', async () => {
    await post({ email: 'note@firma.example', 'Rodzaj firmy': 'X', business: 'spaceship', orderVolume: 'many' });
    const [lead] = await crm.rows<{ fields: Variables }>(`select fields from record where fields ->> 'email' = 'note@firma.example'`);
    expect(String(lead?.fields.note).split('\n').sort()).toEqual(['Rodzaj firmy: X', 'business: spaceship', 'orderVolume: many']);
  });
});

describe('text that Postgres cannot hold', () => {
  it.each([
    ['a half character', { foo: 'x\ud83d' }],
    ['a half character in a name', { 'x\udc00': 'foo' }],
    ['NUL', { foo: 'a\0b' }],
    ['a text cut within an emoji', { foo: `${'a'.repeat(3994)}😀 b` }],
    ['a title cut within an emoji', { name: `${'a'.repeat(299)}😀` }],
  ])('%s makes a lead all the same, and holds up nobody', async (_, payload) => {
    const email = `odd${crm.time.at++}@firma.example`;
    expect(await post({ email, ...payload } as Variables)).toMatchObject({ outcome: 'taken' });
    await startWaitingIntake(crm.deps, 0);
    expect(await leadsOf(email)).toBe(1);
  });
});
