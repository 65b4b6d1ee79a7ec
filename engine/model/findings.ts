import type { SequenceFlow } from '../contract/process.ts';
import type { Finding } from '../elements/element.ts';
import en from './findings/en.json' with { type: 'json' };
import pl from './findings/pl.json' with { type: 'json' };
import ru from './findings/ru.json' with { type: 'json' };
import severityFile from './findings/severities.json' with { type: 'json' };

export type Params = { [name: string]: string | number };
export type FindingLocale = 'en' | 'ru' | 'pl';

const texts = {
  en: new Map<string, string>(Object.entries(en)),
  ru: new Map<string, string>(Object.entries(ru)),
  pl: new Map<string, string>(Object.entries(pl)),
};

/** Every rule that has a text, for the docs and for the test that none lacks a translation. */
export const ruleIds = [...texts.en.keys()].filter((key) => !key.startsWith('word:'));

/**
 * What a rule's findings weigh: always the same, or each weight with when it is given. A weight that is not there is never given; none at all: the
 * rule is one of FEEL's own inspection, which the check of packages does not use. `docs/checks.md` is drawn from this.
 */
export type Weights = Finding['severity'] | { [severity in Finding['severity']]?: string };
export const weights = new Map(Object.entries(severityFile as { [rule: string]: Weights }));

/** The severity, when the rule may give it; another one is a bug, since it would not be what the docs say. */
export function weighed(rule: string, severity: Finding['severity']): Finding['severity'] {
  const known = weights.get(rule);
  if (known === severity || (typeof known === 'object' && known[severity] !== undefined)) return severity;
  throw new Error(`${rule} is no ${severity}: see engine/model/findings/severities.json`);
}

/** Params whose value is a word of ours (`word:` in the files), not a name the author gave. */
const wordParams = new Set(['what', 'place', 'position', 'trigger', 'gateway', 'missing', 'list', 'direction']);

/** The sentence of a rule with its `{params}` filled in: what is wrong and how to mend it. */
export function say(rule: string, params: Params = {}, locale: FindingLocale = 'en'): string {
  const text = texts[locale].get(rule) ?? texts.en.get(rule);
  if (text === undefined) throw new Error(`no text for the rule ${rule} in engine/model/findings/en.json`);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? param(name, params[name] ?? '', locale) : whole,
  );
}

function param(name: string, value: string | number, locale: FindingLocale): string {
  const word = wordParams.has(name) ? texts[locale].get(`word:${value}`) : undefined;
  return word ?? String(value);
}

export function finding(rule: string, severity: Finding['severity'], element: string | undefined, params: Params = {}): Finding {
  return { rule, severity: weighed(rule, severity), element, message: say(rule, params), params };
}

/** The finding's message in another language. */
export function translateFinding(found: Finding, locale: FindingLocale): string {
  return texts.en.has(found.rule) ? say(found.rule, found.params, locale) : found.message;
}

/** How a sentence names a way: `Won`, else `“Call” → “Gateway_1”`, without quotes around the whole, which the sentences have. */
export function flowName(flow: SequenceFlow, nameOf: (element: string) => string | undefined): string {
  const end = (id: string) => nameOf(id)?.replace(/\s+/g, ' ').trim() || id;
  return flow.name?.trim() || `${end(flow.source)} → ${end(flow.target)}`;
}

/** How a sentence names an element: `"Call the client" (call_client)`. */
export function label(element: { id?: string; name?: string }): string {
  const name = element.name?.replace(/\s+/g, ' ').trim();
  return name ? `“${name}” (${element.id ?? 'no id'})` : `“${element.id ?? 'no id'}”`;
}
