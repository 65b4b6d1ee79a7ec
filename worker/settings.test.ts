import { expect, test } from 'vitest';
import { defaultLimits } from '../engine/contract/index.ts';
import { readWorkerSettings } from './settings.ts';

const env = { DATABASE_URL: 'postgres://localhost/x' };

test('the limits of cases and chains are settings; without them they are the defaults', () => {
  expect(readWorkerSettings(env)).toMatchObject({ ok: true, settings: { limits: defaultLimits } });
  const told = readWorkerSettings({ ...env, OPEN_ELEMENTS: '300', CHAIN_HOPS: '100', CHAIN_THROWS: '50000' });
  expect(told).toMatchObject({ ok: true, settings: { limits: { ...defaultLimits, open: 300, hops: 100, chain: 50_000 } } });
});

test.each(['0', '-1', '1.5', 'many'])('CHAIN_HOPS=%s is said to be no number', (value) => {
  expect(readWorkerSettings({ ...env, CHAIN_HOPS: value })).toEqual({
    ok: false,
    message: `CHAIN_HOPS=${value} is not a number from 1 to 10000000`,
  });
});
