/** Anything that survives JSON: what variables, payloads and record fields hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Named values. Keys that would reach a prototype (`__proto__`) are refused where values enter (`isSafeName`). */
export type Variables = { [name: string]: Json };

/** A text as its author wrote it (English), looked up in the package's `texts` for ru and pl. */
export type Text = string;

/** Epoch milliseconds, UTC. The engine has no other form of an instant. */
export type Instant = number;

const unsafeNames = new Set(['__proto__', 'constructor', 'prototype']);

/** False for names that JavaScript objects give a meaning of their own. */
export function isSafeName(name: string): boolean {
  return name.length > 0 && name.length <= 200 && !unsafeNames.has(name);
}
