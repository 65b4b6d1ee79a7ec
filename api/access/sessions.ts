import type { IncomingMessage } from 'node:http';
import type { Db } from '../../db/database.ts';
import { deleteSession, findSession, insertSession, touchSession } from '../../db/queries/session-access.ts';
import { cookieName, hashToken, newToken, readCookie } from './cookie.ts';
import { type Reader, readerOf } from './reader.ts';

const idleSeconds = 12 * 3600;
export const lifetimeSeconds = 7 * 24 * 3600;
const touchEveryMs = 300_000;
/** How long another process may go on believing in a session that was ended elsewhere. The door asks the database itself. */
const trustMs = 2000;
const maxCached = 5000;

/** Sessions by token: in the database, with a short memory in front. Ending one here forgets it at once. */
export class Sessions {
  readonly secure: boolean;
  private readonly db: Db;
  private readonly cache = new Map<string, { reader: Reader; until: number }>();
  private readonly touched = new Map<string, number>();

  constructor(db: Db, secure: boolean) {
    this.db = db;
    this.secure = secure;
  }

  tokenOf(req: IncomingMessage): string | undefined {
    const token = readCookie(req.headers.cookie, cookieName(this.secure));
    return token && token.length === 43 ? token : undefined;
  }

  async find(token: string): Promise<Reader | undefined> {
    const now = Date.now();
    const known = this.cache.get(token);
    if (known && known.until > now) return known.reader;
    const hash = hashToken(token);
    const user = await findSession(this.db, hash, idleSeconds);
    if (!user) {
      this.cache.delete(token);
      return undefined;
    }
    if (now - (this.touched.get(token) ?? user.seenAt.getTime()) > touchEveryMs) {
      this.touched.set(token, now);
      await touchSession(this.db, hash);
    }
    const reader = readerOf(user);
    if (this.cache.size >= maxCached) this.cache.clear();
    if (this.touched.size >= maxCached) this.touched.clear();
    this.cache.set(token, { reader, until: now + trustMs });
    return reader;
  }

  async begin(userId: string, from: { address: string; agent: string }): Promise<string> {
    const token = newToken();
    await insertSession(this.db, { tokenHash: hashToken(token), userId, lifetimeSeconds, ...from });
    return token;
  }

  async end(token: string): Promise<void> {
    this.forget(token);
    await deleteSession(this.db, hashToken(token));
  }

  /** After a user's own change: the next call reads him anew. */
  forget(token: string): void {
    this.cache.delete(token);
  }
}
