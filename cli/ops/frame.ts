import type { Problem } from '../../api/contract/index.ts';
import type { Streams } from '../commands/command.ts';
import { OperatorClient, Refused, Unreachable } from './client.ts';
import { BadCall, type Flags, type Option, readOptions } from './options.ts';
import { printJson } from './print.ts';

/** What was named is not there: said without the usage. */
export class NotThere extends Error {}

export interface Call {
  client: OperatorClient;
  words: string[];
  flags: Flags;
  streams: Streams;
}

export interface Action {
  /** For each word it must be given: what is asked when the word is missing. */
  words?: readonly string[];
  /** Options besides `--json`. Any other is refused: what is typed and not heeded would do more, or to others, than was meant. */
  takes: readonly Option[] | ((words: string[]) => readonly Option[]);
  /** @returns the exit code: 0 = done, 1 = for some cases it was not */
  run(call: Call): Promise<number>;
}

/** Subcommands of one command; a name may be of two words. */
export interface Family {
  name: string;
  /** Who may do this. */
  who: string;
  usage: string;
  actions: { [name: string]: Action };
}

/**
 * One subcommand, in a person's name. Exit codes: 0 = done, 1 = refused, not reachable, or not done for some cases, 2 = wrong call.
 */
export async function runFamily(family: Family, args: string[], streams: Streams): Promise<number> {
  try {
    const { words: given, flags } = readOptions(args);
    if (given.length === 0 || given[0] === 'help' || flags.help === true) {
      streams.out(family.usage);
      return 0;
    }
    const { action, words } = chosen(family, given, flags);
    const { PERENNIAL_URL: address = 'http://127.0.0.1:8080', PERENNIAL_LOGIN: login, PERENNIAL_PASSWORD: password } = process.env;
    if (!login || !password) {
      streams.err(`PERENNIAL_LOGIN and PERENNIAL_PASSWORD say who works: ${family.who}.\n`);
      return 2;
    }
    const client = await OperatorClient.signIn(address, login, password);
    return await action.run({ client, words, flags, streams });
  } catch (error) {
    if (error instanceof BadCall) {
      streams.err(`${error.message}\n${family.usage}`);
      return 2;
    }
    if (error instanceof NotThere) streams.err(`${error.message}\n`);
    else if (error instanceof Refused) streams.err(refusalText(error.problem));
    else if (error instanceof Unreachable || isFileError(error)) streams.err(`${error.message}\n`);
    else throw error;
    return 1;
  }
}

/** A file of the caller's that cannot be read or written: the system's sentence names it. */
function isFileError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'path' in error;
}

/** What the API said; where its sentence does not name the fields, they follow, a line each. */
function refusalText({ code, message, fields = [] }: Problem): string {
  const named = fields.filter((field) => !message.includes(field.message)).map((field) => `  ${field.path}: ${field.message}\n`);
  return `Refused (${code}): ${message}\n${named.join('')}`;
}

function chosen({ name: family, actions }: Family, given: string[], flags: Flags): { action: Action; words: string[] } {
  const [first = '', second] = given;
  const pair = Object.keys(actions).some((each) => each.startsWith(`${first} `));
  const name = pair && second !== undefined ? `${first} ${second}` : first;
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (!action) throw new BadCall(`There is no \`${family} ${name}\`.`);
  const words = given.slice(pair ? 2 : 1);
  const asked = action.words ?? [];
  const missing = asked[words.length];
  if (missing !== undefined) throw new BadCall(missing);
  if (words.length > asked.length) throw new BadCall(`\`${family} ${name}\`: “${words[asked.length]}” is one word too many.`);
  const [full, own] = typeof action.takes === 'function' ? [`${name} ${words[0]}`, action.takes(words)] : [name, action.takes];
  const takes = [...own, 'json'];
  for (const option of Object.keys(flags)) {
    if (!takes.includes(option))
      throw new BadCall(`\`${family} ${full}\` takes no --${option}, but ${takes.map((each) => `--${each}`).join(', ')}.`);
  }
  return { action, words };
}

/** The answer as it came with `--json`, else in words. @returns 0 */
export function answer({ flags, streams }: Call, value: unknown, inWords: () => void): number {
  if (flags.json === true) printJson(streams, value);
  else inWords();
  return 0;
}

/** Of what many cases came to: 1 when it was not done for one of them. */
export function exitCodeOf(counts: { refused?: number; failed?: number; cancelled?: number }): number {
  return (counts.refused ?? 0) + (counts.failed ?? 0) + (counts.cancelled ?? 0) > 0 ? 1 : 0;
}

export function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
