import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { done } from '../../../runtime/testing/door-fixture.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

async function startOrder(order: string) {
  const instanceId = `test-payment-${randomUUID()}`;
  done(
    await api.door.startInstance({
      instanceId,
      commandId: `start-${instanceId}`,
      packageKey: 'test-payment',
      variables: { order },
      records: [],
      actor: { id: 'system:test', roles: [], groups: [] },
    }),
  );
  return instanceId;
}
const invoice = async (instanceId: string) => (await api.tasks(instanceId)).find((task) => task.element === 'invoice')?.element_instance;
const publish = (key: string, more: object = {}) =>
  api.call('oskar', 'POST', '/api/messages', { name: 'payment.received', key, timeToLive: 'PT10M', ...more });

describe('P15: a message that comes before the process waits for it', () => {
  it('is held, says until when, and is taken at once when the process gets there', async () => {
    const instanceId = await startOrder('D-1001');
    const held = await publish('D-1001', { id: 'pay-1', payload: { amount: 100 } });
    expect(held.body).toEqual({ id: 'pay-1', outcome: 'held', instanceId: null, until: new Date(api.clock.at + 600_000).toISOString() });
    expect((await publish('D-1001', { id: 'pay-1', payload: { amount: 100 } })).body.outcome).toBe('repeated');
    api.clock.at += 300_000;
    const task = encodeURIComponent(`${instanceId}:${await invoice(instanceId)}`);
    expect((await api.call('anna', 'POST', `/api/tasks/${task}/complete`, {})).status).toBe(200);
    await api.door.idle();
    expect((await api.tasks(instanceId)).map((each) => [each.element, each.status])).toEqual([
      ['invoice', 'completed'],
      ['ship', 'open'],
    ]);
    expect((await api.facts(instanceId)).filter((fact) => fact.type === 'messageReceived')).toHaveLength(1);
    expect((await api.call('oskar', 'GET', '/api/messages?state=delivered')).body.items).toMatchObject([{ id: 'pay-1', instanceId }]);
  });

  it('after its time it is listed as expired, and the process waits', async () => {
    const instanceId = await startOrder('D-1002');
    await publish('D-1002', { id: 'pay-2' });
    api.clock.at += 660_000;
    const task = encodeURIComponent(`${instanceId}:${await invoice(instanceId)}`);
    await api.call('anna', 'POST', `/api/tasks/${task}/complete`, {});
    await api.door.idle();
    expect((await api.tasks(instanceId)).filter((each) => each.status === 'open')).toEqual([]);
    expect((await api.call('oskar', 'GET', '/api/messages?state=expired')).body.items).toMatchObject([{ id: 'pay-2', state: 'expired' }]);
    const second = await publish('D-1002', { id: 'pay-3' });
    expect(second.body).toMatchObject({ outcome: 'delivering', instanceId });
    await api.door.idle();
    expect((await api.tasks(instanceId)).some((each) => each.element === 'ship' && each.status === 'open')).toBe(true);
  });

  it('is refused, not an error, when a value is too large to keep', async () => {
    const large = await publish('x', { payload: { note: 'n'.repeat(512_001) } });
    expect([large.status, large.body.code]).toEqual([413, 'tooLarge']);
  });

  it('says what is wrong with its time to live', async () => {
    for (const timeToLive of ['10 minutes', '-PT1M', 'P100Y', ''])
      expect((await publish('x', { timeToLive })).body.code).toBe('badDuration');
  });

  it.each([
    ['payload', { payload: { amount: 101 } }, 'oskar'],
    ['key', { key: 'D-2' }, 'oskar'],
    ['name', { name: 'payment.lost' }, 'oskar'],
    ['receivers', { receivers: 'all' }, 'oskar'],
    ['publisher', {}, 'ada'],
  ])('an id used before with another %s is refused', async (what, other, user) => {
    const body = { id: `reused-${what}`, name: 'payment.received', key: 'D-1', payload: { amount: 100 }, timeToLive: 'PT0S' };
    expect((await api.call('oskar', 'POST', '/api/messages', body)).body.outcome).toBe('expired');
    const reused = await api.call(user, 'POST', '/api/messages', { ...body, ...other });
    expect([reused.status, reused.body.code, reused.body.place]).toEqual([422, 'idReused', 'id']);
    expect((await api.call('oskar', 'POST', '/api/messages', body)).body.outcome).toBe('repeated');
  });
});

it('a value beyond the limit is refused as a signal with it is, and nothing is held', async () => {
  const payload = { text: 'x'.repeat(512_001) };
  const message = await publish('D-large', { id: 'large', payload });
  const signal = await api.call('oskar', 'POST', '/api/signals', { name: 'large', payload });
  expect([message.status, message.body.code]).toEqual([413, 'tooLarge']);
  expect(message.body).toMatchObject({ code: signal.body.code, message: signal.body.message });
  expect((await publish('D-large', { id: 'large' })).body.outcome).toBe('held');
});

it('is listed without the address that is its key to whoever may not see contact data', async () => {
  await publish('anna@secret.pl', { id: 'to-anna' });
  const keys = async (who: string) =>
    (await api.call(who, 'GET', '/api/messages')).body.items
      .filter(({ id }: { id: string }) => id === 'to-anna')
      .map(({ key }: { key: string }) => key);
  expect([await keys('maria'), await keys('oskar')]).toEqual([['anna@secret.pl'], ['…']]);
});
