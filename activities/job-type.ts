import type { z } from 'zod';
import type { Database, Transaction } from '../db/database.ts';
import type { JobError, RecordLink, Variables } from '../engine/contract/index.ts';
import type { Door } from '../runtime/contract.ts';
import type { JobDefinition } from './jobs/job-definition.ts';

/**
 * A job type: `jobs/<type>/definition.ts` (browser-safe) and `jobs/<type>/run.ts`. The machinery around it
 * (`run-job.ts`) begins the job in Postgres, parses the input by `definition.input`, calls `run`, parses the output,
 * and commits `completeJob` (with `alongside`) or `failJob` through the one door.
 */
export interface JobType<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  definition: JobDefinition<Input, Output>;
  run(ctx: JobContext, input: z.output<Input>): Promise<JobResult<z.output<Output>>>;
  /**
   * For a job that may be done once: what of it may be done again although nobody knows how far an attempt came. Called before the job is
   * put down as uncertain.
   */
  ifUncertain?(ctx: JobContext, input: z.output<Input>): Promise<void>;
}

export type JobResult<Output> =
  | {
      output: Output;
      /** Writes that must stand or fall with the result: executed in the transaction of `completeJob`. */
      alongside?: (trx: Transaction) => Promise<void>;
      /** They tell what happened in the world (a mail left), so they are written also when the case waits for it no more. */
      alongsideIfIgnored?: boolean;
    }
  /** An expected failure. `retry` false = an incident at once, whatever the retry policy says. */
  | { error: JobError; retry: boolean };

/** All the world a job sees. */
export interface JobContext {
  /** Constant over retries: `<instanceId>:<number>`. Ids of what a job makes derive from it. */
  jobKey: string;
  /** From 1. */
  attempt: number;
  instanceId: string;
  element: string;
  /** Records attached to the instance. */
  records: RecordLink[];
  db: Database;
  door: Door;
  mailer: Mailer;
  http: HttpClient;
  /** The product's clock (Postgres' clock plus offset), epoch milliseconds. */
  now(): number;
  /** Aborted when the job's own limit passes or it is cancelled. */
  signal: AbortSignal;
  log: JobLog;
  settings: JobSettings;
}

export interface JobSettings {
  /** ISO 3166 alpha-2, for phone numbers without a country. */
  defaultCountry: string;
  /** `Perennial <crm@firma.example>`; its domain is that of Message-IDs. */
  mailFrom: string;
  /** Address of the product as its users open it, without a trailing slash. */
  publicUrl: string;
  /** Secret by its name; undefined = unknown. Values never enter variables or facts. */
  secret(name: string): string | undefined;
  /** Hosts (`host` or `host:port`) that webhooks may call although they lie in a private range; for tests and closed networks. */
  allowedPrivateHosts: string[];
}

export interface JobLog {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
}

export interface Mail {
  /** With angle brackets, stable over retries. */
  messageId: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html?: string;
  inReplyTo?: string;
  headers: { [name: string]: string };
}

/** Hands a mail to a mail server. `refused` = the server said no for good; throwing = nobody knows whether it left. */
export interface Mailer {
  send(mail: Mail): Promise<{ accepted: true } | { accepted: false; permanent: boolean; message: string }>;
}

/** One HTTP call to the world outside, never to a private network; redirects are checked one by one. */
export interface HttpClient {
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>;
}

export interface HttpRequest {
  url: string;
  method: string;
  headers: { [name: string]: string };
  body?: string;
  /** Largest answer read, in bytes. */
  maxBytes: number;
  timeoutMs: number;
  allowedPrivateHosts: string[];
}

export type HttpResponse =
  | { outcome: 'answered'; status: number; headers: { [name: string]: string }; body: string }
  | { outcome: 'refused'; code: 'privateAddress' | 'badUrl' | 'tooManyRedirects' | 'resultTooLarge'; message: string }
  | { outcome: 'failed'; code: 'timeout' | 'unreachable'; message: string };

/** What a job's variables may hold. */
export type JobVariables = Variables;
