import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Queryable } from '../../db/queryable.ts';
import { until } from '../../runtime/testing/door-fixture.ts';
import { readerOf } from '../access/reader.ts';
import { type Api, openApi } from '../testing/api-fixture.ts';
import { Packages } from '../views/packages.ts';
import { type Listener, LiveHub } from './hub.ts';
import { readPosition } from './position.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

const maria = readerOf({
  id: 'maria',
  login: 'maria',
  name: 'Maria',
  email: '',
  roles: ['supervisor'],
  teams: [],
  locale: 'en',
  zone: 'UTC',
});

function browser(): Listener & { heard: string[]; lastId: string } {
  const heard: string[] = [];
  return {
    heard,
    lastId: '',
    reader: async () => maria,
    send(event, id) {
      this.lastId = id;
      heard.push(JSON.stringify(event));
    },
    close: () => undefined,
  };
}

const hears = (listener: { heard: string[] }, recordId: string) => () => listener.heard.some((event) => event.includes(recordId));

/** A hub, and a browser that left it; what is done while that one is brought up to date comes after a stretch was read for it. */
async function returning(meanwhile: (hub: LiveHub, other: ReturnType<typeof browser>) => Promise<void>) {
  const left = browser();
  const other = browser();
  let readAfter: string | undefined;
  const pool: Queryable = {
    async query(statement) {
      const answer = await api.database.pool.query(statement);
      if (readAfter !== undefined && statement.values.slice(0, 2).join('.') === readAfter) {
        readAfter = undefined;
        await meanwhile(hub, other);
      }
      return answer;
    },
  };
  const { db } = api.database;
  const packages = new Packages(db, api.packageStore);
  const hub = new LiveHub({ db, pool, packages, log: pino({ level: 'silent' }), now: api.clock.now, everyMs: 5 });
  await hub.join(left, undefined);
  const { recordId } = await api.startLead();
  await until(hears(left, recordId));
  hub.leave(left);
  const from = readPosition(left.lastId);
  await hub.join(other, undefined);
  const missed = (await api.startLead()).recordId;
  await until(hears(other, missed));
  readAfter = from?.facts;
  const back = browser();
  await hub.join(back, from);
  expect(readAfter).toBeUndefined();
  expect(hears(back, missed)()).toBe(true);
  return { hub, back };
}

it('what the others are told while a browser is brought up to date, it is told, too', async () => {
  let between = '';
  const { hub, back } = await returning(async (_hub, other) => {
    between = (await api.startLead()).recordId;
    await until(hears(other, between));
  });
  const after = (await api.startLead()).recordId;
  await until(hears(back, after));
  expect(hears(back, between)()).toBe(true);
  await hub.close();
});

it('a browser goes on hearing when the last other one leaves while it is brought up to date', async () => {
  const { hub, back } = await returning(async (opened, other) => opened.leave(other));
  const after = (await api.startLead()).recordId;
  await until(hears(back, after));
  await hub.close();
});
