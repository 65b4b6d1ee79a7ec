import { isSafeName } from '../contract/json.ts';
import { cut } from '../text/cut.ts';

/** A variable's or field's name that expressions can read and that no object gives a meaning of its own. */
export function isName(name: string): boolean {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) && isSafeName(name);
}

export function shorten(value: string): string {
  return value.length > 120 ? `${cut(value, 117)}…` : value;
}
