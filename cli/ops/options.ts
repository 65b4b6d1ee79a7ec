import { parseArgs } from 'node:util';

/** A wrong call: said with the usage. */
export class BadCall extends Error {}

const text = { type: 'string' } as const;
const list = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

/** Every option that `ops`, `migrate`, `package` and `calendars` know; which of them a subcommand takes, it says itself. Lists may be repeated. */
const options = {
  ...{ reason: text, outcome: text, scope: text, fact: text, step: text, element: text, version: text, code: text, file: text },
  ...{ var: list, cancel: list, start: list, id: list, package: text, status: text, stage: text, incident: text, record: text },
  ...{ variables: text, payload: text, key: text, 'time-to-live': text, all: flag },
  ...{ draft: flag, preview: flag, note: text, 'over-draft': text, 'over-version': text },
  ...{ close: list, open: list, usual: list, country: text, region: text, years: text, from: text, at: text, default: flag },
  ...{ 'at-version': text, 'per-second': text, limit: text, suspended: flag, force: flag, json: flag, wait: flag, help: flag },
} as const;

export type Option = keyof typeof options;
export type Flags = { [name in Option]?: string | string[] | boolean };

/** @throws BadCall naming an option that nothing takes, or one that is given twice and may not be */
export function readOptions(args: string[]): { words: string[]; flags: Flags } {
  const { values, positionals, tokens } = parsed(args);
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option' || 'multiple' in (options[token.name as Option] ?? {})) continue;
    if (seen.has(token.name)) throw new BadCall(`--${token.name} is given twice.`);
    seen.add(token.name);
  }
  return { words: positionals, flags: values as Flags };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, tokens: true, options });
  } catch (error) {
    throw new BadCall((error as Error).message);
  }
}

export function listOf(flags: Flags, name: Option): string[] {
  const given = flags[name];
  return Array.isArray(given) ? given : typeof given === 'string' ? [given] : [];
}

export function textOf(flags: Flags, name: Option): string | undefined {
  const given = flags[name];
  return typeof given === 'string' ? given : undefined;
}

export function numberOf(flags: Flags, name: Option): number | undefined {
  const given = textOf(flags, name);
  return given === undefined ? undefined : wholeNumber(given, `--${name}`);
}

export function wholeNumber(given: string, place: string): number {
  if (!/^\d{1,15}$/.test(given)) throw new BadCall(`${place} ${given}: write a whole number.`);
  return Number(given);
}

/** `--var name=value`, the value as JSON where it is some, else as text. */
export function variablesOf(flags: Flags): { [name: string]: unknown } | undefined {
  const given = listOf(flags, 'var').map((each): [string, unknown] => {
    const at = each.indexOf('=');
    if (at < 1) throw new BadCall(`--var ${each}: write name=value.`);
    return [each.slice(0, at), jsonOrText(each.slice(at + 1), `--var ${each}`)];
  });
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

/** `--variables '{"a": 1}'`: one JSON object. @throws BadCall for anything else */
export function objectOf(flags: Flags, name: Option): { [name: string]: unknown } {
  const given = textOf(flags, name);
  if (given === undefined) return {};
  const value = jsonOrText(given, `--${name}`);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as { [name: string]: unknown };
  throw new BadCall(`--${name} ${given}: write one JSON object, {"name": "value"}.`);
}

function jsonOrText(value: string, place: string): unknown {
  const finite = (_: string, each: unknown) => {
    // JSON knows no end of numbers; JavaScript makes Infinity of it, which would be sent as null.
    if (typeof each === 'number' && !Number.isFinite(each)) throw new BadCall(`${place}: the number is too large, at most about 1.8e308.`);
    return each;
  };
  try {
    return JSON.parse(value, finite) as unknown;
  } catch (error) {
    if (error instanceof BadCall) throw error;
    return value;
  }
}
