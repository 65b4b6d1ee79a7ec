import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { clientAddress, readProxies } from './client-address.ts';

it.each([
  ['', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['10.0.0.5', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['10.0.0.5', '10.0.0.5', '198.51.100.1', '198.51.100.1'],
  ['10.0.0.5', '::ffff:10.0.0.5', '198.51.100.1', '198.51.100.1'],
  ['10.0.0.5', '10.0.0.5', '1.2.3.4, 198.51.100.1', '198.51.100.1'],
  ['10.0.0.5, 172.16.0.0/12', '10.0.0.5', '1.2.3.4,198.51.100.1, 172.18.0.1', '198.51.100.1'],
  ['fd00::/8', 'fd00::1', '2001:db8::7', '2001:db8::7'],
  ['10.0.0.5', '10.0.0.5', undefined, '10.0.0.5'],
  ['10.0.0.5', '10.0.0.5', 'unknown', '10.0.0.5'],
  ['0.0.0.0/0', '10.0.0.5', '1.2.3.4', '1.2.3.4'],
])('proxies "%s": a call from %s for %s comes from %s', (trusted, near, forwarded, expected) => {
  const req = { socket: { remoteAddress: near }, headers: { 'x-forwarded-for': forwarded } } as unknown as IncomingMessage;
  expect(clientAddress(req, trusted === '' ? undefined : readProxies(trusted))).toBe(expected);
});

it.each(['', 'true', 'proxy.example', '10.0.0.5/33', '10.0.0.5/', '10.0.0.5/-1', '10.0.0.5/8/8', '10.0.0.5,', '::1/129'])(
  '"%s" is no list of proxies',
  (text) => {
    expect(readProxies(text)).toBeUndefined();
  },
);
