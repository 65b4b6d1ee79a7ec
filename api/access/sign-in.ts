import { hash, verify } from '@node-rs/argon2';
import type { Db } from '../../db/database.ts';
import { findCredentials } from '../../db/queries/session-access.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import { Attempts } from './attempts.ts';

const windowMs = 15 * 60_000;
/** argon2 with the library's defaults: id, 19 MiB, two passes (OWASP's minimum). */
export const hashPassword = (password: string): Promise<string> => hash(password);
/** Verified when there is no such user, so that both answers take the same time. */
const nobody = hash('nobody has this password');

/** Checks name and password; one answer for every way it can be wrong. */
export class SignIn {
  private readonly db: Db;
  private readonly byLogin = new Attempts(10, windowMs);
  private readonly byAddress = new Attempts(100, windowMs);

  constructor(db: Db) {
    this.db = db;
  }

  async check(login: string, password: string, from: { address: string; loopback: boolean }): Promise<{ userId: string } | Refusal> {
    const now = Date.now();
    const key = `${from.address} ${login.toLowerCase()}`;
    const wait = Math.max(this.byLogin.waitMs(key, now), this.byAddress.waitMs(from.address, now));
    if (wait > 0) return tooMany(wait);
    // Counted before the slow check: parallel guesses do not slip through while it runs.
    this.byLogin.failed(key, now);
    this.byAddress.failed(from.address, now);
    const user = await findCredentials(this.db, login);
    const right = await verify(user?.passwordHash ?? (await nobody), password);
    if (user?.passwordHash && right && user.active && (!user.demo || from.loopback)) {
      this.byLogin.succeeded(key);
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
