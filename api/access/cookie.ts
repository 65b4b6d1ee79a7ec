import { createHash, randomBytes } from 'node:crypto';

/** `__Host-` binds the cookie to this host over https; browsers refuse the prefix over plain http, which only loopback uses. */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-perennial' : 'perennial';
}

export function setCookie(token: string, secure: boolean, maxAgeSeconds: number): string {
  return `${cookieName(secure)}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure ? '; Secure' : ''}`;
}

export function clearCookie(secure: boolean): string {
  return setCookie('', secure, 0);
}

export function readCookie(header: string | undefined, name: string): string | undefined {
  if (!header) return undefined;
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a token. 256 random bits need no slow hash. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The CSRF token follows from the session's token and reveals nothing of it. */
export function csrfOf(token: string): string {
  return createHash('sha256').update('csrf:').update(token).digest('base64url');
}
