import { isSafeName, type Json, type Limits, type Rejection, type Variables } from '../engine/contract/index.ts';
import { cut } from '../engine/text/cut.ts';

/** Largest command as JSON characters: below Postgres' and the sandbox' limits, above any form. */
const largestCommand = 4_000_000;
const longestNote = 20_000;

/** What enters a command from outside is held to its limits before anything is decided: 413 rather than a blocked case. */
export function checkCommand(command: object, limits: Limits): Rejection | undefined {
  const text = JSON.stringify(command);
  if (text.length > largestCommand) return tooLarge('The command', text.length, largestCommand);
  if (unstorable.test(text)) return invalid(unstorableText);
  for (const [name, value] of Object.entries(command) as [string, Json][]) {
    if (name === 'note' && typeof value === 'string' && value.length > longestNote) return tooLarge('The note', value.length, longestNote);
    if (name === 'command' && isObject(value)) return checkCommand(value, limits);
    const wrong = namedValues.has(name) && isObject(value) ? checkValues(value, limits) : undefined;
    if (wrong) return wrong;
  }
  return undefined;
}

/**
 * What Postgres keeps in no text, as JSON writes it in keys and values: NUL as `\u0000`, half a character (a lone surrogate) as `\ud83d`;
 * not a backslash followed by u0000.
 */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;
const unstorableText = 'A text holds the character NUL or half a character, which cannot be stored: remove it.';
/** Not a job's `output`: what is too large there, the kernel makes an incident of. */
const namedValues = new Set(['values', 'variables', 'patch', 'payload', 'draft', 'fields']);

/** Texts and values that are no command. */
export function checkStorable(value: Json): Rejection | undefined {
  return unstorable.test(JSON.stringify(value)) ? invalid(unstorableText) : undefined;
}

export function checkValues(values: Variables, limits: Limits): Rejection | undefined {
  for (const [name, value] of Object.entries(values)) {
    if (!isSafeName(name)) return invalid(`"${cut(name, 50)}" cannot be the name of a value.`);
    const size = value === undefined ? 0 : JSON.stringify(value).length;
    if (size > limits.valueSize) return tooLarge(`"${name}"`, size, limits.valueSize, name);
  }
  return undefined;
}

export function checkCommandId(commandId: string): Rejection | undefined {
  const fits = commandId.length >= 1 && commandId.length <= 200;
  return fits ? checkStorable(commandId) : invalid('A command id has 1 to 200 characters.');
}

function isObject(value: Json): value is Variables {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function invalid(message: string): Rejection {
  return { ok: false, code: 'invalidCommand', message };
}

function tooLarge(what: string, size: number, limit: number, path?: string): Rejection {
  const message = `${what} is too large: ${size} characters, at most ${limit}. Store it as a file and refer to it.`;
  return {
    ok: false,
    code: 'tooLarge',
    message,
    params: { size, limit },
    fields: path ? [{ path, code: 'tooLong', message }] : undefined,
  };
}
