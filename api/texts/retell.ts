import type { Locale } from '../contract/index.ts';
import en from './en.json' with { type: 'json' };
import { countryName, languageName } from './names.ts';
import { say, type TextKey } from './text.ts';

/** Kinds of texts that commands write into records in English: whole sentences, and reasons that stand in one. */
const whole = /^(why|dataProblem)\./;
const part = /^whyPart\./;

const longest = 500;

interface Template {
  key: TextKey;
  pattern: RegExp;
  names: string[];
}

const templatesOf = (kind: RegExp): Template[] =>
  Object.entries(en)
    .filter(([key]) => kind.test(key))
    .map(([key, text]) => ({ key: key as TextKey, ...patternOf(text) }));
const sentences = templatesOf(whole);
const reasons = templatesOf(part);

function patternOf(text: string): { pattern: RegExp; names: string[] } {
  const names: string[] = [];
  const parts = text.split(/\{(\w+)\}/);
  const source = parts.map((part, index) => {
    if (index % 2 === 0) return part.replace(/[$\\^.*+?()[\]{}|]/g, '\\$&');
    names.push(part);
    return '(.+?)';
  });
  return { pattern: new RegExp(`^${source.join('')}$`, 's'), names };
}

/**
 * A sentence that a command once wrote into a record, in the reader's language: one that this file knows, or `Anna: reason, reason` of
 * them. Undefined = it is none of ours.
 */
export function retell(locale: Locale, sentence: string): string | undefined {
  // Longer than any of ours: not worth the search.
  if (sentence.length > longest) return undefined;
  const known = byTemplate(sentences, locale, sentence);
  if (known) return known;
  const [, who, rest] = /^([^:]+): (.+)$/.exec(sentence) ?? [];
  const parts = rest?.split(', ').map((reason) => byTemplate(reasons, locale, reason)) ?? [];
  return parts.length > 0 && parts.every((part) => part !== undefined) ? `${who}: ${parts.join(', ')}` : undefined;
}

function byTemplate(templates: readonly Template[], locale: Locale, sentence: string): string | undefined {
  for (const { key, pattern, names } of templates) {
    const match = pattern.exec(sentence);
    if (match) return say(locale, key, Object.fromEntries(names.map((name, index) => [name, named(locale, name, match[index + 1] ?? '')])));
  }
  return undefined;
}

function named(locale: Locale, name: string, value: string): string {
  return name === 'language' ? languageName(locale, value) : name === 'country' ? countryName(locale, value) : value;
}
