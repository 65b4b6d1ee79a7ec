import type { JobField } from '../../activities/jobs/job-definition.ts';
import type { Mapping } from '../panel/mapping-rows.tsx';

type Kind = JobField['kind'];

/** Kinds of which a person types the value itself; a formula begins with `=`. */
const typed = new Set<Kind>(['text', 'longText', 'choice', 'people', 'package']);

/** What the field shows of an input's FEEL: a plain text without its quotes, a formula with `=` before it; for formulas only, the FEEL as it is. */
export function shownInput(kind: Kind, source: string): string {
  const feel = source.replace(/^\s*=/, '').trim();
  if (!typed.has(kind) || feel === '') return feel;
  const plain = plainText(feel);
  return plain === undefined || plain.startsWith('=') ? `= ${feel}` : plain;
}

/** The FEEL of what was typed; '' = the input is not given. */
export function inputSource(kind: Kind, text: string): string {
  const feel = text.trim().startsWith('=') ? text.trim().slice(1).trim() : undefined;
  if (feel !== undefined) return feel;
  if (text === '') return '';
  // No formula looks like an address.
  const isAddress = /^[^\s"'()]+@[^\s"'()@]+\.[^\s"'()@]+$/.test(text);
  return typed.has(kind) || isAddress ? JSON.stringify(text) : text;
}

/** The rows with this input given: it keeps its place, a new one comes last, an empty one goes. */
export function withInput(rows: Mapping[], target: string, source: string): Mapping[] {
  const at = rows.findIndex((row) => row.target === target);
  if (source === '') return rows.filter((row) => row.target !== target);
  return at < 0 ? [...rows, { target, source }] : rows.with(at, { target, source });
}

function plainText(feel: string): string | undefined {
  if (!/^"(?:[^"\\]|\\.)*"$/s.test(feel)) return undefined;
  try {
    return JSON.parse(feel);
  } catch {
    return undefined; // an escape that only FEEL knows
  }
}
