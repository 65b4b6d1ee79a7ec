import { join } from 'node:path';
import type { SmtpSettings } from '../activities/world/mailer.ts';
import type { Limits } from '../engine/contract/index.ts';
import { readLimits } from '../runtime/limits.ts';

/** What the worker process is told by its environment. */
export interface WorkerSettings {
  databaseUrl: string;
  temporal: { address: string; namespace: string; taskQueue: string };
  root: string;
  smtp: SmtpSettings;
  mailFrom: string;
  publicUrl: string;
  defaultCountry: string;
  allowedPrivateHosts: string[];
  sandboxSize: number;
  connections: number;
  jobsAtOnce: number;
  /** Events after which a workflow continues as new. */
  historyLimit: number;
  limits: Limits;
  logLevel: string;
}

type Env = { [name: string]: string | undefined };

export function readWorkerSettings(env: Env): { ok: true; settings: WorkerSettings } | { ok: false; message: string } {
  const wrong: string[] = [];
  const number = (name: string, otherwise: number, most: number) => {
    const value = env[name] === undefined || env[name] === '' ? otherwise : Number(env[name]);
    if (!Number.isInteger(value) || value < 1 || value > most) wrong.push(`${name}=${env[name]} is not a number from 1 to ${most}`);
    return value;
  };
  if (!env.DATABASE_URL) wrong.push('DATABASE_URL is not set: the address of Postgres, postgres://user:password@host:5432/name');
  const smtp = readSmtp(env, number('MAIL_CATCHER_PORT', 2525, 65_535));
  if (!smtp) wrong.push('SMTP_URL is no address like smtps://user:password@mail.example:465');
  const settings = {
    databaseUrl: env.DATABASE_URL ?? '',
    temporal: {
      address: env.TEMPORAL_ADDRESS ?? '127.0.0.1:7233',
      namespace: env.TEMPORAL_NAMESPACE ?? 'default',
      taskQueue: env.TEMPORAL_TASK_QUEUE ?? 'perennial',
    },
    root: env.PERENNIAL_ROOT ?? process.cwd(),
    smtp: smtp ?? { host: '', port: 0, secure: false },
    mailFrom: env.MAIL_FROM ?? 'Perennial <crm@perennial.invalid>',
    publicUrl: (env.PERENNIAL_URL ?? 'http://127.0.0.1:8080').replace(/\/+$/, ''),
    defaultCountry: env.PERENNIAL_COUNTRY ?? 'PL',
    allowedPrivateHosts: (env.WEBHOOK_PRIVATE_HOSTS ?? '').split(',').filter(Boolean),
    sandboxSize: number('SANDBOX_CHILDREN', 2, 64),
    connections: number('DATABASE_CONNECTIONS', 16, 500),
    jobsAtOnce: number('JOBS_AT_ONCE', 50, 1000),
    historyLimit: number('HISTORY_LIMIT', 2000, 40_000),
    limits: readLimits(env, wrong),
    logLevel: env.LOG_LEVEL ?? 'info',
  };
  return wrong.length > 0 ? { ok: false, message: wrong.join('; ') } : { ok: true, settings };
}

/** Without SMTP_URL mails go to the API's catcher on loopback. */
function readSmtp(env: Env, catcherPort: number): SmtpSettings | undefined {
  if (!env.SMTP_URL) return { host: '127.0.0.1', port: catcherPort, secure: false };
  if (!URL.canParse(env.SMTP_URL)) return undefined;
  const url = new URL(env.SMTP_URL);
  if (!/^smtps?:$/.test(url.protocol) || !url.hostname) return undefined;
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname,
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    ...(url.username ? { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) } : {}),
  };
}

/** Secrets by name: `SECRET_WEBHOOK=…` is the secret `webhook`. Values never enter variables or facts. */
export function secretFrom(env: Env): (name: string) => string | undefined {
  return (name) => (/^[A-Za-z0-9_-]{1,60}$/.test(name) ? env[`SECRET_${name.toUpperCase().replaceAll('-', '_')}`] : undefined);
}

export function builtWorkflows(root: string): string {
  return join(root, 'dist', 'workflows.js');
}
