import { findCase, listCasesWithoutRecord } from '../../db/queries/cases.ts';
import type { Reach } from '../../db/queries/reach.ts';
import type { Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import type { CaseRow } from '../contract/index.ts';
import { say } from '../texts/text.ts';
import { caseRows } from './case-row.ts';
import { momentText } from './day-text.ts';
import { words } from './packages.ts';

interface Hit {
  id: string;
  kind: string;
  title: string;
  subtitle: string | null;
}

const mostProcesses = 5;
const mostCases = 5;

/**
 * Published processes whose name or key has all the words, for who may read processes; and the newest open cases of theirs that have no
 * record, for who may see them.
 */
export async function processesAndCases(context: ApiContext, reader: Reader, reach: Reach, searched: readonly string[][]): Promise<Hit[]> {
  if (searched.length === 0) return [];
  const versions = await context.packages.newestVersions();
  const packages = await context.packages.getAll(versions.map((each) => each.hash));
  const matching = versions.flatMap(({ key, hash }) => {
    const pkg = packages.get(hash);
    const name = words(pkg, reader.locale, pkg?.name ?? key);
    const text = `${name} ${pkg?.name ?? ''} ${key}`.toLowerCase();
    return searched.every((spellings) => spellings.some((word) => text.includes(word.toLowerCase()))) ? [{ key, name }] : [];
  });
  if (matching.length === 0) return [];
  // Cases of a process that has always moved records are found by those.
  const recordless = await context.packages.withoutRecord();
  const alone = matching.map((each) => each.key).filter((key) => recordless.has(key));
  const cases = await listCasesWithoutRecord(context.db, reach, {
    processes: alone,
    status: 'open',
    limit: mostCases,
  });
  const shown = await caseRows(context, reader, cases);
  const processes = reader.rights.has('process:read') ? matching.slice(0, mostProcesses) : [];
  return [
    ...processes.map(({ key, name }) => ({ id: key, kind: 'process', title: name, subtitle: say(reader.locale, 'search.process') })),
    ...shown.map((row) => caseHit(row, reader)),
  ];
}

/** The case of this number, with a record or without, whatever became of it, for who may see it: its page says its number. */
export async function caseOfNumber(context: ApiContext, reader: Reader, reach: Reach, typed: string): Promise<Hit[]> {
  const row = await findCase(context.db, reach, typed.trim().replace(/^#/, ''));
  const shown = row ? await caseRows(context, reader, [row]) : [];
  return shown.map((each) => caseHit(each, reader));
}

function caseHit({ id, process, startedAt, steps }: CaseRow, reader: Reader): Hit {
  return { id, kind: 'case', title: process.name, subtitle: [momentText(new Date(startedAt), reader), ...steps].join(' · ') };
}
