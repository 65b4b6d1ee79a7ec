import { lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { cut } from '../../engine/text/cut.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../job-type.ts';
import { isPrivateAddress } from './private-address.ts';

const maxRedirects = 5;

class PrivateAddressError extends Error {
  override name = 'PrivateAddressError';
}

/**
 * Calls the world outside and nothing inside: every address is checked after DNS at the moment it is connected to, so a name that
 * resolves differently the second time helps nobody; each redirect is a new call under the same check, without the secrets when it leaves the host.
 */
export function createHttpClient(): HttpClient {
  return { send: (request, signal) => follow(request, signal, 0) };
}

async function follow(request: HttpRequest, signal: AbortSignal, hops: number): Promise<HttpResponse> {
  if (hops > maxRedirects) return { outcome: 'refused', code: 'tooManyRedirects', message: `More than ${maxRedirects} redirects` };
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    return { outcome: 'refused', code: 'badUrl', message: `"${cut(request.url, 200)}" is no http(s) address` };
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const allowed = request.allowedPrivateHosts.includes(host) || request.allowedPrivateHosts.includes(url.host);
  if (!allowed && isIP(host) !== 0 && isPrivateAddress(host)) return privateAddress(url);
  const response = await exchange(request, url, allowed, signal);
  const location = response.outcome === 'answered' && isRedirect(response.status) ? response.headers.location : undefined;
  if (response.outcome !== 'answered' || location === undefined || !URL.canParse(location, url.href)) return response;
  return follow(redirected(request, response.status, url, new URL(location, url)), signal, hops + 1);
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

function redirected(request: HttpRequest, status: number, from: URL, to: URL): HttpRequest {
  const keepsBody = status === 307 || status === 308;
  const { authorization: _, ...rest } = request.headers;
  const { body, ...bare } = request;
  return {
    ...bare,
    url: to.href,
    method: keepsBody ? request.method : 'GET',
    headers: from.origin === to.origin ? request.headers : rest,
    ...(keepsBody && body !== undefined ? { body } : {}),
  };
}

function privateAddress(url: URL): HttpResponse {
  return { outcome: 'refused', code: 'privateAddress', message: `${url.host} lies in a private network` };
}

function exchange(request: HttpRequest, url: URL, allowed: boolean, signal: AbortSignal): Promise<HttpResponse> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(request.timeoutMs)]);
  return new Promise((resolve) => {
    const fail = (error: Error) => {
      if (error instanceof PrivateAddressError) resolve(privateAddress(url));
      else if (deadline.aborted)
        resolve({ outcome: 'failed', code: 'timeout', message: `${url.host} did not answer within ${request.timeoutMs} ms` });
      else resolve({ outcome: 'failed', code: 'unreachable', message: `${url.host} could not be reached: ${error.message}` });
    };
    const options = {
      method: request.method,
      headers: request.headers,
      signal: deadline,
      lookup: allowed ? undefined : publicLookup,
      agent: false as const,
    };
    const call = (url.protocol === 'https:' ? https : http).request(url, options, (answer) => {
      const parts: Buffer[] = [];
      let size = 0;
      answer.on('data', (part: Buffer) => {
        size += part.length;
        if (size <= request.maxBytes) return parts.push(part);
        resolve({ outcome: 'refused', code: 'resultTooLarge', message: `${url.host} answers more than ${request.maxBytes} bytes` });
        return answer.destroy();
      });
      answer.on('end', () =>
        resolve({
          outcome: 'answered',
          status: answer.statusCode ?? 0,
          headers: plain(answer.headers),
          body: Buffer.concat(parts).toString('utf8'),
        }),
      );
      answer.on('error', fail);
    });
    call.on('error', fail);
    call.end(request.body);
  });
}

function plain(headers: http.IncomingHttpHeaders): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

/** DNS whose answer is refused when any of its addresses is private. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 4);
    const inside = addresses.find(({ address }) => isPrivateAddress(address));
    if (inside) return callback(new PrivateAddressError(`${hostname} is ${inside.address}`), '', 4);
    const [first] = addresses;
    if (!first) return callback(new Error(`${hostname} has no address`), '', 4);
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};
