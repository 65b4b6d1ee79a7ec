import { z } from 'zod';
import { type HistoryPage, listHistoryFacts, listHistoryFiles, listHistoryInteractions } from '../../../db/queries/record-history.ts';
import type { FactBody } from '../../../engine/contract/index.ts';
import { maskOf } from '../../access/policy.ts';
import type { HistoryEntry } from '../../contract/index.ts';
import type { Call } from '../../endpoint.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { isRefusal, type Refusal } from '../../http/refusal.ts';
import { say } from '../../texts/text.ts';
import { toldFacts } from './fact-pieces.ts';
import { fileEntry, interactionEntry } from './other-entries.ts';
import { type Dated, entriesOfFacts, foldAutomatic } from './stream.ts';

export type HistoryKind = 'all' | 'call' | 'mail' | 'stage' | 'data';

/** What each filter reads; entries are filtered again by their kind. */
const sources: { [kind in HistoryKind]: { facts: readonly FactBody['type'][]; interactions: readonly string[]; others: boolean } } = {
  all: { facts: toldFacts, interactions: ['call', 'meeting', 'email', 'note', 'letter', 'visit', 'form'], others: true },
  call: { facts: ['taskCompleted', 'recordChanged'], interactions: ['call'], others: false },
  mail: { facts: ['jobCompleted'], interactions: ['email', 'letter'], others: false },
  stage: { facts: ['stageEntered', 'instanceCompleted', 'instanceCancelled'], interactions: [], others: false },
  data: { facts: ['recordChanged'], interactions: [], others: false },
};
const cursor = z.object({ before: z.number().int().min(0).max(8e15) });
/** Facts read for one entry shown: a human step brings about this many with it. */
const factsAnEntry = 8;
/** Stretches read for one page when none of them shows anything; then the reader is told to ask on. */
const mostStretches = 10;

type Asked = Pick<Call<unknown, { kind: HistoryKind; limit: number; cursor?: string }, unknown>, 'query' | 'reader' | 'deps'>;

/** A page of one history, newest first: of records and what they came from, or of a case alone. */
export async function readHistory(
  call: Asked,
  of: () => Promise<Pick<HistoryPage, 'records' | 'instance'> | Refusal>,
): Promise<{ items: HistoryEntry[]; next: string | null } | Refusal> {
  const { query, reader } = call;
  const from = decodeCursor(cursor, query.cursor);
  if (isRefusal(from)) return from;
  const { kind, limit } = query;
  const told = await of();
  if (isRefusal(told)) return told;
  const read = (before?: number) =>
    readStretch(call, kind, { ...told, before: before === undefined ? undefined : new Date(before), limit });
  let stretch = await read(from?.before);
  for (let count = 1; stretch.entries.length === 0 && stretch.floor !== undefined && count < mostStretches; count += 1)
    stretch = await read(stretch.floor);
  const { entries, floor } = stretch;
  const cut = boundary(
    entries.map((entry) => entry.ms),
    limit,
  );
  const shown = foldAutomatic(entries.slice(0, cut), (count) => say(reader.locale, 'history.automatic', { count }));
  const before = cut < entries.length ? entries[cut - 1]?.ms : floor;
  return {
    items: shown.map(({ ms: _ms, ...entry }) => entry),
    next: before === undefined ? null : encodeCursor({ before }),
  };
}

/** Entries, newest first, down to the moment to which every source was read; `floor` = that moment, when there may be older ones. */
async function readStretch(
  { reader, deps }: Pick<Asked, 'reader' | 'deps'>,
  kind: HistoryKind,
  page: HistoryPage,
): Promise<{ entries: Dated[]; floor: number | undefined }> {
  const { db } = deps;
  const source = sources[kind];
  const factPage = { ...page, limit: (page.limit + 1) * factsAnEntry };
  const rowPage = { ...page, limit: page.limit + 1 };
  const [facts, interactions, files, person] = await Promise.all([
    listHistoryFacts(db, factPage, source.facts),
    listHistoryInteractions(db, rowPage, source.interactions),
    source.others ? listHistoryFiles(db, rowPage) : [],
    deps.people.namer(),
  ]);
  const packages = await deps.packages.getAll(facts.map((fact) => fact.packageHash));
  const { locale, zone } = reader;
  const base = { locale, zone, mask: maskOf(reader), person };
  const lowest = Math.max(readTo(facts, factPage), readTo(interactions, rowPage), readTo(files, rowPage));
  const entries = [
    ...entriesOfFacts(facts, (fact) => ({ ...base, pkg: packages.get(fact.packageHash) })),
    ...interactions.map((each) => interactionEntry(each, base)),
    ...files.map((each) => fileEntry(each, base)),
  ]
    .filter((entry) => entry.ms >= lowest && (kind === 'all' || entry.kind === kind || (kind === 'data' && entry.changes.length > 0)))
    .sort((a, b) => b.ms - a.ms);
  return { entries, floor: Number.isFinite(lowest) ? lowest : undefined };
}

/** The moment down to which a source was read; nothing is below it when there was room for more. */
function readTo(rows: { at: Date }[], { limit }: HistoryPage): number {
  return rows.length < limit ? Number.NEGATIVE_INFINITY : (rows.at(-1)?.at.getTime() ?? Number.NEGATIVE_INFINITY);
}

/** Where the page ends: after `limit` entries, and not within one moment. */
function boundary(moments: number[], limit: number): number {
  let cut = Math.min(limit, moments.length);
  while (cut < moments.length && moments[cut] === moments[cut - 1]) cut += 1;
  return cut;
}
