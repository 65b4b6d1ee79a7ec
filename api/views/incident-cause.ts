import type { TextKey, TextParams } from '../texts/text.ts';

/** What the engine's English sentence says, taken apart: facts keep the sentence alone. */
export interface IncidentCause {
  key: TextKey;
  params: TextParams;
  place?: { key: TextKey; params: TextParams };
  /** Of a place that is a condition: the flow's name or id. */
  flow?: string;
  formula?: string;
}

/** Sentences of `engine/kernel`, `engine/traits` and `engine/expression`; what is in brackets are the parameters, by order. */
const causes: [RegExp, TextKey, ...string[]][] = [
  [/Variable '([^']*)' not found\.$/, 'stuck.variable', 'name'],
  [/There is no function "([^"]*)"\.$/, 'stuck.function', 'name'],
  [/The expression was stopped: [\s\S]*$/, 'stuck.budget'],
  [/The collection "([\s\S]*)" gives nothing \(null\), not a list\. An empty list would pass at once$/, 'stuck.listEmpty', 'formula'],
  [/The collection "([\s\S]*)" gives a \w+, not a list\. An empty list would pass at once$/, 'stuck.list', 'formula'],
  [/The cardinality "([\s\S]*)" gives ([\s\S]*), not a whole number from 0$/, 'stuck.number', 'formula', 'value'],
  [/(\d+) rounds are more than the (\d+) an activity may have$/, 'stuck.rounds', 'rounds', 'most'],
  [/"([\s\S]*)" gives neither a duration nor a date$/, 'stuck.noDate', 'value'],
  [/"([\s\S]*)" is (?:no duration|neither a duration nor a date)$/, 'stuck.noDate', 'value'],
  [/There is no calendar "([^"]*)"$/, 'stuck.calendar', 'name'],
  [/There is no published (?:version \d+ of )?package "([^"]*)" to call$/, 'stuck.calledPackage', 'name'],
  [/The package(?: "[^"]*")? has no process "([^"]*)" to call$/, 'stuck.calledProcess', 'name'],
  [/Nothing catches the error (?!without a code)([^\s:]+)(?: thrown at [\s\S]*|:[\s\S]*)$/, 'stuck.error', 'code'],
];

const places: [RegExp, TextKey, ...string[]][] = [
  [/(?:^|: )condition of flow ([\s\S]+)$/, 'stuckAt.condition'],
  [/(?:^|: )(?:job )?input ([\w.]+)$/, 'stuckAt.input', 'name'],
  [/(?:^|: )output ([\w.]+)$/, 'stuckAt.output', 'name'],
  [/(?:^|: )collection$/, 'stuckAt.list'],
  [/(?:^|: )cardinality$/, 'stuckAt.count'],
  [/(?:^|: )(?:loop|completion) condition$/, 'stuckAt.loop'],
  [/(?:^|: )result of a round$/, 'stuckAt.round'],
  [/(?:^|: )priority$/, 'stuckAt.priority'],
  [/(?:^|: )follow-up$/, 'stuckAt.followUp'],
  [/(?:^|: )deadline$/, 'stuckAt.deadline'],
  [/(?:^|: )(?:assignee|candidate groups)$/, 'stuckAt.assignee'],
];

/** Longer ones are no sentence of the engine's about an expression. */
const longest = 2000;

export function causeOfIncident(message: string): IncidentCause | undefined {
  if (message.length > longest) return undefined;
  const [, said = message, formula] = /^([\s\S]*?) \(in "([\s\S]*)"\)$/.exec(message) ?? [];
  for (const [pattern, key, ...names] of causes) {
    const match = pattern.exec(said);
    if (!match) continue;
    const before = said.slice(0, match.index).replace(/: $/, '');
    return { key, params: paramsOf(names, match), ...placeOf(before), ...(formula === undefined ? {} : { formula }) };
  }
  const parts = said.split(': ');
  const found = parts.map((_part, index) => placeOf(parts.slice(0, index).join(': '))).find(({ place }) => place);
  // What it could not do is said in English alone; where, and by which formula, is known.
  return formula === undefined ? undefined : { key: 'stuck.formulaFails', params: {}, ...found, formula };
}

const noNames = new Set([
  'and',
  'between',
  'else',
  'every',
  'external',
  'false',
  'for',
  'function',
  'if',
  'in',
  'instance',
  'item',
  'not',
  'null',
  'of',
  'or',
  'return',
  'satisfies',
  'some',
  'then',
  'true',
]);

/** Names that the failed formula asks for, the one that is not there first. What it calls, and what stands in a text, is none. */
export function askedFor(message: string): string[] {
  const cause = causeOfIncident(message);
  if (!cause) return [];
  const missing = cause.key === 'stuck.variable' ? [String(cause.params.name)] : [];
  const formula = (cause.formula ?? String(cause.params.formula ?? '')).replace(/"(?:[^"\\]|\\.)*"?/g, ' ');
  const named = [...formula.matchAll(/(?<![\w.])[\p{L}_][\p{L}\d_]*(?!\s*\(|[\p{L}\d_])/gu)].map(([name]) => name);
  return [...new Set([...missing, ...named.filter((name) => !noNames.has(name))])];
}

function placeOf(before: string): Pick<IncidentCause, 'place' | 'flow'> {
  for (const [pattern, key, ...names] of places) {
    const match = pattern.exec(before);
    if (match)
      return key === 'stuckAt.condition'
        ? { place: { key, params: {} }, flow: match[1] ?? '' }
        : { place: { key, params: paramsOf(names, match) } };
  }
  return {};
}

function paramsOf(names: string[], match: RegExpExecArray): TextParams {
  return Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? '']));
}
