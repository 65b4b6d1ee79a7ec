import { createHmac } from 'node:crypto';

/**
 * Headers by which a receiver knows who calls, when, and whether he has seen it before (the Standard Webhooks
 * scheme): HMAC-SHA256 over `id.timestamp.body`.
 */
export function webhookHeaders(id: string, now: number, body: string, secret: string | undefined): { [name: string]: string } {
  const timestamp = String(Math.floor(now / 1000));
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp };
  if (secret === undefined) return headers;
  return { ...headers, 'webhook-signature': `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}` };
}
