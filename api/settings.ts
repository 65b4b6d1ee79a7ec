import type { BlockList } from 'node:net';
import { join } from 'node:path';
import type { Limits } from '../engine/contract/index.ts';
import { readLimits } from '../runtime/limits.ts';
import { readProxies } from './access/client-address.ts';

/** What the API process is told by its environment. */
export interface ProcessSettings {
  databaseUrl: string;
  temporal: { address: string; namespace: string; taskQueue: string };
  host: string;
  port: number;
  publicUrl: string;
  /** Of the TLS proxy in front; without it every user has the proxy's address. */
  trustedProxies: BlockList | undefined;
  root: string;
  dataDir: string;
  /** Port of the mail catcher; undefined when mails go to a real server. */
  mailCatcherPort: number | undefined;
  company: { name: string; currency: string; country: string };
  sandboxSize: number;
  connections: number;
  limits: Limits;
  logLevel: string;
}

/** Defaults suit one machine; what must be given, or is no number, is said in one line. */
export function readSettings(env: {
  [name: string]: string | undefined;
}): { ok: true; settings: ProcessSettings } | { ok: false; message: string } {
  const wrong: string[] = [];
  const number = (name: string, otherwise: number, most: number) => {
    const value = env[name] === undefined || env[name] === '' ? otherwise : Number(env[name]);
    if (!Number.isInteger(value) || value < 0 || value > most) wrong.push(`${name}=${env[name]} is not a number from 0 to ${most}`);
    return value;
  };
  if (!env.DATABASE_URL) wrong.push('DATABASE_URL is not set: the address of Postgres, postgres://user:password@host:5432/name');
  const trustedProxies = env.TRUSTED_PROXY ? readProxies(env.TRUSTED_PROXY) : undefined;
  if (env.TRUSTED_PROXY && !trustedProxies)
    wrong.push(`TRUSTED_PROXY=${env.TRUSTED_PROXY} is no list of addresses or networks such as 10.0.0.5,172.16.0.0/12`);
  const port = number('PORT', 8080, 65_535);
  const root = env.PERENNIAL_ROOT ?? process.cwd();
  const settings: ProcessSettings = {
    databaseUrl: env.DATABASE_URL ?? '',
    temporal: {
      address: env.TEMPORAL_ADDRESS ?? '127.0.0.1:7233',
      namespace: env.TEMPORAL_NAMESPACE ?? 'default',
      taskQueue: env.TEMPORAL_TASK_QUEUE ?? 'perennial',
    },
    host: env.HOST ?? '127.0.0.1',
    port,
    publicUrl: (env.PERENNIAL_URL ?? `http://127.0.0.1:${port}`).replace(/\/+$/, ''),
    trustedProxies,
    root,
    dataDir: env.PERENNIAL_DATA ?? join(root, '.data'),
    mailCatcherPort: env.SMTP_URL ? undefined : number('MAIL_CATCHER_PORT', 2525, 65_535),
    company: {
      name: env.PERENNIAL_COMPANY ?? 'Perennial',
      currency: env.PERENNIAL_CURRENCY ?? 'PLN',
      country: env.PERENNIAL_COUNTRY ?? 'PL',
    },
    sandboxSize: number('SANDBOX_CHILDREN', 2, 64),
    connections: number('DATABASE_CONNECTIONS', 16, 500),
    limits: readLimits(env, wrong),
    logLevel: env.LOG_LEVEL ?? 'info',
  };
  return wrong.length > 0 ? { ok: false, message: wrong.join('; ') } : { ok: true, settings };
}
