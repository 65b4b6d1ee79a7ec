import { RE2JS } from 're2js';
import { GenerationCache } from './generation-cache.ts';
import type { Run } from './run/run.ts';

const cache = new GenerationCache<{ pattern: RE2JS | null }>(200);

/** Compiles a user's regular expression into one that runs in linear time. Null: not a pattern, or one with look-around or back-references. */
export function compilePattern(source: string, flags = ''): RE2JS | null {
  if (source.length > 2000 || /[^smix]/.test(flags)) return null;
  const key = `${flags}/${source}`;
  const known = cache.get(key);
  if (known) return known.pattern;
  let bits = 0;
  if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('s')) bits |= RE2JS.DOTALL;
  if (flags.includes('m')) bits |= RE2JS.MULTILINE;
  let pattern: RE2JS | null = null;
  try {
    pattern = RE2JS.compile(flags.includes('x') ? source.replace(/\s+/g, '') : source, bits);
    if (pattern.programSize() > 10_000) pattern = null;
  } catch {
    // Syntax error: reported by the caller, with what it calls the pattern.
  }
  cache.set(key, { pattern });
  return pattern;
}

/** XPath's replacement text: `$0`..`$9` are groups, `\$` and `\\` stand for themselves (XPath Functions 3.1, 5.6.4). */
export function replaceAll(run: Run, pattern: RE2JS, input: string, replacement: string): string {
  const parts = replacementParts(replacement);
  const matcher = pattern.matcher(input);
  const groups = matcher.groupCount();
  let out = '';
  let at = 0;
  while (matcher.find()) {
    run.charge(1);
    out += input.slice(at, matcher.start());
    for (const part of parts) out += typeof part === 'string' ? part : part <= groups ? (matcher.group(part) ?? '') : '';
    at = matcher.end();
    run.chargeText(out.length);
  }
  return out + input.slice(at);
}

function replacementParts(replacement: string): (string | number)[] {
  const parts: (string | number)[] = [];
  for (const [whole, escaped, group] of replacement.matchAll(/\\([\\$])|\$(\d)|[^\\$]+|[\\$]/g)) {
    parts.push(escaped ?? (group === undefined ? whole : Number(group)));
  }
  return parts;
}

export function splitBy(run: Run, pattern: RE2JS, input: string): string[] {
  const matcher = pattern.matcher(input);
  const out: string[] = [];
  let at = 0;
  while (matcher.find()) {
    run.charge(1);
    if (matcher.end() === matcher.start()) {
      // An empty match splits between two characters, never before the first or after the last.
      if (matcher.start() === 0 || matcher.start() >= input.length) continue;
    }
    out.push(input.slice(at, matcher.start()));
    at = matcher.end();
  }
  out.push(input.slice(at));
  return out;
}
