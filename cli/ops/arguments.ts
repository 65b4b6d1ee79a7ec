import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { batchAction, instanceFilter } from '../../api/contract/index.ts';

export type Read<T> = { ok: true; value: T } | { ok: false; message: string };

export type Flags = { [name: string]: string | string[] | boolean | undefined };

const texts = { type: 'string' } as const;
const lists = { type: 'string', multiple: true } as const;
const switches = { type: 'boolean' } as const;

/** Every option of every `ops` subcommand. Lists may be repeated. */
const options = {
  ...{ reason: texts, outcome: texts, scope: texts, fact: texts, step: texts, element: texts, version: texts, code: texts },
  ...{ var: lists, cancel: lists, start: lists, id: lists, plan: texts, package: texts, status: texts, stage: texts, incident: texts },
  ...{ record: texts, 'at-version': texts, 'per-second': texts, suspended: switches, json: switches, wait: switches, limit: texts },
} as const;

export function readFlags(args: string[]): Read<{ positionals: string[]; flags: Flags }> {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    return { ok: true, value: { positionals, flags: values as Flags } };
  } catch (error) {
    return { ok: false, message: (error as Error).message };
  }
}

/** `name=value`, the value as JSON where it is some, else as text. */
export function readVariables(given: Flags[string]): Read<{ [name: string]: unknown } | undefined> {
  const variables: { [name: string]: unknown } = {};
  for (const each of listOf(given)) {
    const at = each.indexOf('=');
    if (at < 1) return { ok: false, message: `--var ${each}: write name=value.` };
    variables[each.slice(0, at)] = jsonOrText(each.slice(at + 1));
  }
  return { ok: true, value: Object.keys(variables).length > 0 ? variables : undefined };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

export function listOf(given: Flags[string]): string[] {
  return Array.isArray(given) ? given : typeof given === 'string' ? [given] : [];
}

export function textOf(given: Flags[string]): string | undefined {
  return typeof given === 'string' ? given : undefined;
}

/** A whole number, as the contract checks it; not a number becomes NaN, which it refuses. */
export function numberOf(given: Flags[string]): number | undefined {
  return typeof given === 'string' ? Number(given) : undefined;
}

/** Which cases a batch or a list is for. */
export function readFilter(flags: Flags): Read<z.input<typeof instanceFilter>> {
  const ids = listOf(flags.id);
  return checked(instanceFilter, {
    ...(ids.length > 0 ? { ids } : {}),
    package: textOf(flags.package),
    version: numberOf(flags['at-version']),
    status: textOf(flags.status),
    stage: textOf(flags.stage),
    element: textOf(flags.element),
    incident: textOf(flags.incident),
    record: textOf(flags.record),
    ...(flags.suspended === true ? { suspended: true } : {}),
  });
}

/** What a batch does to each case. `--start` and `--cancel` name elements. */
export function readAction(action: string | undefined, flags: Flags): Read<z.input<typeof batchAction>> {
  const variables = readVariables(flags.var);
  if (!variables.ok) return variables;
  const start = listOf(flags.start);
  const shared = {
    action,
    reason: textOf(flags.reason),
    variables: variables.value,
    code: textOf(flags.code),
    outcome: textOf(flags.outcome),
  };
  const restart = action === 'restart' ? { element: start[0], version: numberOf(flags.version) } : {};
  const move = action === 'modify' ? { cancel: listOf(flags.cancel), start: start.map((element) => ({ element })) } : {};
  return checked(batchAction, { ...shared, ...restart, ...move });
}

function checked<S extends z.ZodType>(schema: S, value: unknown): Read<z.input<S>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: value as z.input<S> };
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'arguments'}: ${issue.message}`);
  return { ok: false, message: lines.join('; ') };
}
