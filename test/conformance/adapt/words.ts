import type { Variables } from '../../../engine/contract/index.ts';

/** What a Betsy script word does: the FEEL it amounts to, how long it runs, what it logs, the error it throws. */
export interface Word {
  feel: string;
  ms: number;
  log(variables: Variables, began: number, ended: number): string[];
  error?: string;
}

const silent = () => [];
const plain: Word = { feel: 'null', ms: 0, log: silent };
const increment = { ...plain, feel: '{ integerVariable: integerVariable + 1 }' };

const words: { [word: string]: Word } = {
  CREATE_LOG_FILE: plain,
  CREATE_MARKER_FILE: { ...plain, log: () => ['MARKER_exists'] },
  SET_STRING_DATA: { ...plain, feel: '{ data: "String" }' },
  LOG_DATA: { ...plain, log: ({ data }) => (data === 'String' ? ['DATA_correct'] : []) },
  INCREMENT_INTEGER_VARIABLE: increment,
  INCREMENT_INTEGER_VARIABLE_AND_LOG: { ...increment, log: () => ['INCREMENT_correct'] },
  THROW_ERROR: { ...plain, error: 'ERR_CODE' },
  WAIT_TEN_SECONDS: { ...plain, ms: 10_000 },
  CREATE_TIMESTAMP_LOG_1: { ...plain, ms: 10_000, log: (_variables, began, ended) => [`interval ${began} ${ended}`] },
  CREATE_TIMESTAMP_LOG_2: { ...plain, ms: 10_000, log: (_variables, began, ended) => [`interval ${began} ${ended}`] },
};

/** A word as the suite defines it; absent = not one of its words. */
export function wordOf(script: string): Word | undefined {
  if (/^SCRIPT_task\w+$/.test(script)) return { ...plain, log: () => [script] };
  return Object.hasOwn(words, script) ? words[script] : undefined;
}

/** Log lines as the suite reads them: two intervals that overlap are one line. */
export function traceOf(lines: string[]): string[] {
  const intervals = lines.filter((line) => line.startsWith('interval ')).map((line) => line.split(' ').slice(1).map(Number));
  const rest = lines.filter((line) => !line.startsWith('interval '));
  const begins = Math.max(...intervals.map(([from]) => from ?? 0));
  const ends = Math.min(...intervals.map(([, to]) => to ?? 0));
  return intervals.length > 1 && begins < ends ? [...rest, 'EXECUTION_parallel'] : rest;
}
