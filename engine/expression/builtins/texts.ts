import { cut } from '../../text/cut.ts';
import { compilePattern, replaceAll, splitBy } from '../regex.ts';
import type { Run } from '../run/run.ts';
import { type FeelNumber, truncated } from '../values/number.ts';
import { overload, Refused } from './define.ts';

/** Positions and lengths count characters (code points), not UTF-16 units. */
export const textFunctions = [
  overload('substring(string: string, start position: number, length?: number) -> string', substring),
  overload('string length(string: string) -> number', (run, text: string) => pointsOf(run, text).length),
  overload('upper case(string: string) -> string', (_run, text: string) => text.toUpperCase()),
  overload('lower case(string: string) -> string', (_run, text: string) => text.toLowerCase()),
  overload('substring before(string: string, match: string) -> string', (_run, text: string, match: string) => {
    const at = text.indexOf(match);
    return at < 0 ? '' : text.slice(0, at);
  }),
  overload('substring after(string: string, match: string) -> string', (_run, text: string, match: string) => {
    const at = text.indexOf(match);
    return at < 0 ? '' : text.slice(at + match.length);
  }),
  overload('contains(string: string, match: string) -> boolean', (_run, text: string, match: string) => text.includes(match)),
  overload('starts with(string: string, match: string) -> boolean', (_run, text: string, match: string) => text.startsWith(match)),
  overload('ends with(string: string, match: string) -> boolean', (_run, text: string, match: string) => text.endsWith(match)),
  overload(
    'matches(input: string, pattern: string, flags?: string|null) -> boolean',
    (run, input: string, source: string, flags?: string) => {
      const regex = compilePattern(source, flags ?? '');
      if (regex === null) return noPattern(source);
      run.charge(input.length >> 6);
      return regex.test(input);
    },
  ),
  overload(
    'replace(input: string, pattern: string, replacement: string, flags?: string|null) -> string',
    (run, input: string, source: string, replacement: string, flags?: string) => {
      const regex = compilePattern(source, flags ?? '');
      return regex === null ? noPattern(source) : replaceAll(run, regex, input, replacement);
    },
  ),
  overload('split(string: string, delimiter: string) -> list', (run, text: string, delimiter: string) => {
    const regex = compilePattern(delimiter, '');
    return regex === null ? noPattern(delimiter) : splitBy(run, regex, text);
  }),
  overload('string join(list: list, delimiter?: string|null) -> string', (run, list: unknown[], delimiter?: string) =>
    join(run, list, delimiter ?? ''),
  ),
  overload(
    'string join(list: list, delimiter?: string|null, prefix: string, suffix: string) -> string',
    (run, list: unknown[], delimiter: string | undefined, prefix: string, suffix: string) => {
      const text = join(run, list, delimiter ?? '');
      return text instanceof Refused ? text : prefix + text + suffix;
    },
  ),
];

function pointsOf(run: Run, text: string): string[] {
  run.charge(text.length >> 6);
  return Array.from(text);
}

function substring(run: Run, text: string, start: FeelNumber, length?: FeelNumber): string | Refused {
  const points = pointsOf(run, text);
  const from = truncated(start);
  if (from === 0 || Math.abs(from) > points.length) return new Refused(`the text of ${points.length} characters has no position ${from}`);
  const begin = from > 0 ? from - 1 : points.length + from;
  if (length === undefined) return points.slice(begin).join('');
  const count = truncated(length);
  return count < 1 ? new Refused('the length is less than 1') : points.slice(begin, begin + count).join('');
}

function noPattern(source: string): Refused {
  return new Refused(`not a usable pattern: ${cut(source, 80)} (look-around and back-references are not supported)`);
}

function join(run: Run, list: unknown[], delimiter: string): string | Refused {
  const texts: string[] = [];
  for (const item of list) {
    if (item === null) continue;
    if (typeof item !== 'string') return new Refused('the list holds something that is no text');
    texts.push(item);
  }
  run.chargeText(texts.reduce((sum, text) => sum + text.length + delimiter.length, 0));
  return texts.join(delimiter);
}
