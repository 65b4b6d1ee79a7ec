import type { IncomingMessage } from 'node:http';

const hosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a call comes from this very machine. A proxy's call does too, so one that names a client behind it does not count,
 * nor one under a foreign host name (DNS rebinding).
 */
export function isLoopback(req: IncomingMessage): boolean {
  const address = req.socket.remoteAddress ?? '';
  const local = address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
  const forwarded = req.headers['x-forwarded-for'] ?? req.headers.forwarded ?? req.headers['x-real-ip'];
  const host = (req.headers.host ?? '').replace(/:\d+$/, '');
  return local && forwarded === undefined && hosts.has(host);
}
