import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Crm, openCrm } from '../../../crm/testing/open-crm.ts';
import { testContext } from '../testing.ts';
import { definition } from './definition.ts';
import { job } from './run.ts';

let crm: Crm;
beforeAll(async () => {
  crm = await openCrm();
});
afterAll(() => crm?.close());

async function choose(input: object, at = '2027-03-01T10:00:00+01:00') {
  const ctx = testContext({ db: crm.db, records: [], now: () => Date.parse(at) });
  const result = await job.run(ctx, definition.input.parse({ team: 'sales', ...input }));
  if ('error' in result) throw new Error(result.error.message);
  if (result.alongside) await crm.db.transaction().execute(result.alongside);
  return result.output;
}

describe('the owner by rule', () => {
  it.each([
    [{ language: 'ru' }, 'daria'],
    [{ language: 'pl', territory: 'CZ' }, 'pawel'],
    [{ language: 'pl', territory: 'PL' }, 'tomasz'],
    [{ language: 'ru', territory: 'KZ' }, 'nikita'],
    [{ prefer: 'nikita' }, 'nikita'],
    [{ language: 'pl', territory: 'PL', except: ['tomasz'] }, 'pawel'],
  ])('%j goes to %s', async (input, owner) => {
    const output = await choose(input);
    expect(output.owner).toBe(owner);
    expect(output.team).toMatch(/^sales-/);
  });

  it('is explained with the others who were considered', async () => {
    const output = await choose({ language: 'ru', territory: 'KZ' });
    expect(output.why).toMatch(/^Nikita Sorokin: speaks ru, works KZ/);
    expect(output.considered.map((each) => [each.id, each.reason])).toContainEqual(['tomasz', 'does not speak ru']);
  });
});

describe('P35: nobody is on shift', () => {
  it.each([
    ['Saturday', '2027-02-06T11:00:00+01:00'],
    ['Sunday', '2027-02-07T10:00:00+01:00'],
    ['in the evening', '2027-02-05T19:00:00+01:00'],
    ['at lunch', '2027-02-05T13:30:00+01:00'],
    ['a holiday', '2027-05-03T11:00:00+02:00'],
  ])('%s: the pool, and the supervisor is told the next shift', async (_, at) => {
    expect(await choose({}, at)).toMatchObject({ owner: null, code: 'nobodyOnShift' });
    const [news] = await crm.rows<{ params: { nextShift: string } }>(
      `select params from notification where user_id = 'marta' order by at desc, seq desc limit 1`,
    );
    expect(Date.parse(news?.params.nextShift ?? '')).toBeGreaterThan(Date.parse(at));
  });

  it('next shift of Saturday is Monday 9', async () => {
    await choose({}, '2027-02-06T11:00:00+01:00');
    const [news] = await crm.rows<{ params: { nextShift: string } }>(
      `select params from notification where user_id = 'marta' and fold_key = 'assign:nobodyOnShift'`,
    );
    expect(news?.params.nextShift).toBe('2027-02-08T08:00:00.000Z');
  });

  it('who is away or full is passed over', async () => {
    await crm.rows(`insert into absence (user_id, from_at, to_at) values ('daria', '2027-03-01', '2027-03-10')`);
    expect((await choose({ language: 'ru' })).owner).toBe('nikita');
    await crm.rows(`update app_user set capacity = 0 where id = 'nikita'`);
    expect(await choose({ language: 'ru' })).toMatchObject({ owner: null, code: 'allFull' });
  });
});
