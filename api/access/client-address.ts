import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** The proxies in front, as `TRUSTED_PROXY` lists them: `10.0.0.5, 172.16.0.0/12, fd00::/8`. undefined = not written like that. */
export function readProxies(text: string): BlockList | undefined {
  const proxies = new BlockList();
  for (const each of text.split(',').map((part) => part.trim())) {
    const [address = '', prefix, ...more] = each.split('/');
    const version = isIP(address);
    if (version === 0 || more.length > 0) return undefined;
    const most = version === 6 ? 128 : 32;
    const bits = prefix === undefined ? most : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
    if (bits < 0 || bits > most) return undefined;
    proxies.addSubnet(address, bits, version === 6 ? 'ipv6' : 'ipv4');
  }
  return proxies;
}

/**
 * Where a call comes from: the last address that no proxy of ours has. What stands before it in `X-Forwarded-For` the client may have
 * made up; without proxies all of it.
 */
export function clientAddress(req: IncomingMessage, proxies: BlockList | undefined): string {
  const forwarded = String(req.headers['x-forwarded-for'] ?? '').split(',');
  let address = plain(req.socket.remoteAddress ?? '');
  while (proxies && isWithin(proxies, address)) {
    const before = plain(forwarded.pop()?.trim() ?? '');
    if (isIP(before) === 0) break;
    address = before;
  }
  return address;
}

function isWithin(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** IPv4 as IPv6 sockets write it. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
