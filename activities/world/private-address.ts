import { BlockList, isIP } from 'node:net';

// Two lists: Node checks an IPv4 address against IPv6 nets too, in its mapped form.
const blocked4 = new BlockList();
const blocked6 = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  blocked4.addSubnet(net, bits, 'ipv4');
}
// Only global unicast (2000::/3) is public; of it, documentation, benchmarking, 6to4 and Teredo, which reach private IPv4, are not.
for (const [net, bits] of [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const) {
  blocked6.addSubnet(net, bits, 'ipv6');
}

/** Not to be reached from a webhook: own machine, private and special networks (RFC 6890), also as IPv4 inside IPv6. */
export function isPrivateAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 0) return true;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return blocked4.check(mapped, 'ipv4');
  return version === 4 ? blocked4.check(address, 'ipv4') : blocked6.check(address, 'ipv6');
}
