import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpRequest } from '../job-type.ts';
import { createHttpClient } from './http-client.ts';
import { isPrivateAddress } from './private-address.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer as never);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const send = (url: string, over: Partial<HttpRequest> = {}) =>
  createHttpClient().send(
    {
      url,
      method: 'POST',
      headers: { authorization: 'Bearer x' },
      body: '{}',
      maxBytes: 1000,
      timeoutMs: 2000,
      allowedPrivateHosts: [],
      ...over,
    },
    new AbortController().signal,
  );

describe('private addresses', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '0.0.0.0',
    '100.64.0.1',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    'no address',
  ])('%s is private', (address) => expect(isPrivateAddress(address)).toBe(true));
  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700:4700::1111'])('%s is public', (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  );

  it.each([
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://localhost/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://127.1/',
    'https://[::ffff:127.0.0.1]/',
  ])('%s is refused', async (url) => {
    expect(await send(url)).toMatchObject({ outcome: 'refused', code: 'privateAddress' });
  });

  it.each(['ftp://x.example/', 'file:///etc/passwd', 'not a url', 'http://user:secret@x.example/'])('%s is no address', async (url) => {
    expect(await send(url)).toMatchObject({ outcome: 'refused', code: 'badUrl' });
  });
});

describe('a call', () => {
  it('redirected into a private network is refused there', async () => {
    let reached = false;
    const inside = await serve((_, response) => {
      reached = true;
      response.end('secret');
    });
    const outside = await serve((_, response) => {
      response.writeHead(302, { location: `http://${inside}/` }).end();
    });
    expect(await send(`http://${outside}/`, { allowedPrivateHosts: [outside] })).toMatchObject({
      outcome: 'refused',
      code: 'privateAddress',
    });
    expect(reached).toBe(false);
  });

  it('redirected to another host leaves its token behind', async () => {
    let seen: string | undefined = 'nothing';
    const other = await serve((request, response) => {
      seen = request.headers.authorization;
      response.end('{"ok":true}');
    });
    const first = await serve((_, response) => {
      response.writeHead(307, { location: `http://${other}/next` }).end();
    });
    expect(await send(`http://${first}/`, { allowedPrivateHosts: [first, other] })).toMatchObject({ outcome: 'answered', status: 200 });
    expect(seen).toBeUndefined();
  });

  it('that goes in circles is given up', async () => {
    const host = await serve((_, response) => {
      response.writeHead(302, { location: '/again' }).end();
    });
    expect(await send(`http://${host}/`, { allowedPrivateHosts: [host] })).toMatchObject({ outcome: 'refused', code: 'tooManyRedirects' });
  });

  it('P46: an answer over the limit is not read to its end', async () => {
    const host = await serve((_, response) => {
      response.end('x'.repeat(5_000_000));
    });
    expect(await send(`http://${host}/`, { allowedPrivateHosts: [host] })).toMatchObject({ outcome: 'refused', code: 'resultTooLarge' });
  });

  it('without an answer in time fails', async () => {
    const host = await serve(() => undefined);
    expect(await send(`http://${host}/`, { allowedPrivateHosts: [host], timeoutMs: 50 })).toMatchObject({
      outcome: 'failed',
      code: 'timeout',
    });
    for (const server of servers) server.closeAllConnections();
  });
});
