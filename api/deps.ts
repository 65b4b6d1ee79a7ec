import type { BlockList } from 'node:net';
import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import type { Queryable } from '../db/queryable.ts';
import type { RuntimeDoor } from '../runtime/execute-command.ts';
import type { CompilePackage, PackageStore } from '../runtime/packages.ts';
import type { FileStore } from './files/store.ts';

/** All the world the API sees; tests hand in their own. */
export interface ApiDeps {
  db: Database;
  /** The same database, for prepared statements. */
  pool: Queryable;
  door: RuntimeDoor;
  packageStore: PackageStore;
  /** Compiles a draft's files in the sandbox, for checking. */
  compile: CompilePackage;
  log: Logger;
  files: FileStore;
  settings: ApiSettings;
  /** Imports and captured forms waiting to be run are looked for now. */
  wakeBackground(): void;
  /** Whether Temporal answers now. */
  temporalAnswers(): Promise<boolean>;
  /** The product's clock (Postgres' clock plus offset), epoch milliseconds. */
  now(): number;
}

export interface ApiSettings {
  /** Address of the product as its users open it. https makes cookies Secure and `__Host-`. */
  publicUrl: string;
  installation: { name: string; demo: boolean; currency: string; country: string };
  /** Folder of the built web app; absent = API only. */
  webFolder?: string;
  /** Replies are parsed by the contract's schema; a reply that breaks it is a fault (tests, development). */
  checkReplies: boolean;
  version: string;
  /** Proxies whose `X-Forwarded-For` is believed; absent = none. */
  trustedProxies?: BlockList;
}
