import { cut } from '../engine/text/cut.ts';
import { storable } from '../engine/text/storable.ts';

/** Data exception, integrity constraint, a limit of Postgres (an index entry, a nesting): of what is written, whoever writes it and whenever. */
const ofContent = /^(?:22|23|54)/;

/**
 * What a case computed and Postgres will not keep: trying again writes the same again, so it becomes an incident. The kernel refuses what is known
 * of at its element; this is for what is not. Undefined = the error is about something else.
 */
export function contentFault(error: unknown): { code: string; message: string } | undefined {
  const { code, message } = error as { code?: unknown; message?: unknown };
  // A date that is none, a text that is too long: thrown before Postgres is asked.
  const isContent = error instanceof RangeError || (typeof code === 'string' && code.length === 5 && ofContent.test(code));
  if (!isContent) return undefined;
  const why = cut(storable(String(message)), 300);
  return { code: 'unstorable', message: `What the case computed cannot be stored: ${why}. Mend the process or its data, then retry.` };
}
