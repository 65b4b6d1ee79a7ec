import { hash, verify } from '@node-rs/argon2';
import type { Db } from '../../db/database.ts';
import { findCredentials } from '../../db/queries/session-access.ts';
import { Lru } from '../../runtime/lru.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import { Attempts } from './attempts.ts';

const windowMs = 15 * 60_000;
/** argon2 with the library's defaults: id, 19 MiB, two passes (OWASP's minimum). */
export const hashPassword = (password: string): Promise<string> => hash(password);
/** Verified when there is no such user, so that both answers take the same time. */
const nobody = hash('nobody has this password');

/**
 * Checks name and password; one answer for every way it can be wrong. Failures are counted per account at one address, per account from
 * anywhere, and per address. Whoever signed in from an address before is held to the first count only, there: strangers can lock out neither
 * him by his name nor everybody who shares their address.
 */
export class SignIn {
  private readonly db: Db;
  private readonly byAccountHere = new Attempts(10, windowMs);
  private readonly byAccount = new Attempts(100, windowMs);
  private readonly byAddress = new Attempts(100, windowMs);
  private readonly known = new Lru<string, true>(10_000);

  constructor(db: Db) {
    this.db = db;
  }

  async check(login: string, password: string, from: { address: string; loopback: boolean }): Promise<{ userId: string } | Refusal> {
    const now = Date.now();
    const account = login.toLowerCase();
    const here = `${from.address} ${account}`;
    const elsewhere = this.known.get(here) ? 0 : Math.max(this.byAccount.waitMs(account, now), this.byAddress.waitMs(from.address, now));
    const wait = Math.max(this.byAccountHere.waitMs(here, now), elsewhere);
    if (wait > 0) return tooMany(wait);
    // Counted before the slow check: parallel guesses do not slip through while it runs.
    this.byAccountHere.failed(here, now);
    this.byAccount.failed(account, now);
    this.byAddress.failed(from.address, now);
    const user = await findCredentials(this.db, login);
    const right = await verify(user?.passwordHash ?? (await nobody), password);
    if (user?.passwordHash && right && user.active && (!user.demo || from.loopback)) {
      this.known.set(here, true);
      this.byAccountHere.succeeded(here);
      this.byAccount.forgive(account);
      this.byAddress.forgive(from.address);
      return { userId: user.id };
    }
    return refuse(401, 'wrongCredentials', 'Name or password is wrong.');
  }
}

function tooMany(waitMs: number): Refusal {
  const seconds = Math.ceil(waitMs / 1000);
  const refusal = refuse(429, 'tooManyAttempts', `Too many failed attempts. Try again in ${Math.ceil(seconds / 60)} minutes.`, {
    params: { seconds },
  });
  refusal.headers['Retry-After'] = String(seconds);
  return refusal;
}
