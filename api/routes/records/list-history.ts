import { z } from 'zod';
import { findRecordOwner } from '../../../db/queries/record-detail.ts';
import {
  type HistoryPage,
  listHistoryFacts,
  listHistoryFiles,
  listHistoryInteractions,
  listHistoryRecords,
} from '../../../db/queries/record-history.ts';
import type { FactBody } from '../../../engine/contract/index.ts';
import { maskOf, reachOf } from '../../access/policy.ts';
import { recordHistory as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { isRefusal, notFound } from '../../http/refusal.ts';
import { say } from '../../texts/text.ts';
import { toldFacts } from '../../views/history/fact-pieces.ts';
import { fileEntry, interactionEntry } from '../../views/history/other-entries.ts';
import { entriesOfFacts, foldAutomatic } from '../../views/history/stream.ts';

type Kind = 'all' | 'call' | 'mail' | 'stage' | 'data';

/** What each filter reads; entries are filtered again by their kind. */
const sources: { [kind in Kind]: { facts: readonly FactBody['type'][]; interactions: readonly string[]; others: boolean } } = {
  all: { facts: toldFacts, interactions: ['call', 'meeting', 'email', 'note', 'letter', 'visit', 'form'], others: true },
  call: { facts: ['taskCompleted', 'recordChanged'], interactions: ['call'], others: false },
  mail: { facts: ['jobCompleted'], interactions: ['email', 'letter'], others: false },
  stage: { facts: ['stageEntered', 'instanceCompleted', 'instanceCancelled'], interactions: [], others: false },
  data: { facts: ['recordChanged'], interactions: [], others: false },
};
const cursor = z.object({ before: z.number().int().min(0).max(8e15) });
/** Facts read for one entry shown: a human step brings about this many with it. */
const factsAnEntry = 8;

export const listHistory = endpoint(route, async ({ params, query, reader, deps }) => {
  const from = decodeCursor(cursor, query.cursor);
  if (isRefusal(from)) return from;
  const { db } = deps;
  if (!(await findRecordOwner(db, reachOf(reader), params.record))) return notFound('record');
  const { kind, limit } = query;
  const records = await listHistoryRecords(db, params.record);
  const page: HistoryPage = { records, before: from && new Date(from.before), limit: limit + 1 };
  const factLimit = (limit + 1) * factsAnEntry;
  const source = sources[kind];
  const [facts, interactions, files, person] = await Promise.all([
    listHistoryFacts(db, { ...page, limit: factLimit }, source.facts),
    listHistoryInteractions(db, page, source.interactions),
    source.others ? listHistoryFiles(db, page) : [],
    deps.people.namer(),
  ]);
  const packages = await deps.packages.getAll(facts.map((fact) => fact.packageHash));
  const { locale, zone } = reader;
  const base = { locale, zone, mask: maskOf(reader), person };
  // A moment cut off by the limit is read whole by the next page, except when it is the only one.
  const oldest = facts.length === factLimit ? facts.at(-1)?.at.getTime() : undefined;
  const whole = facts.filter((fact) => fact.at.getTime() !== oldest);
  const all = [
    ...entriesOfFacts(whole.length > 0 ? whole : facts, (fact) => ({ ...base, pkg: packages.get(fact.packageHash) })),
    ...interactions.map((each) => interactionEntry(each, base)),
    ...files.map((each) => fileEntry(each, base)),
  ]
    .filter((entry) => kind === 'all' || entry.kind === kind || (kind === 'data' && entry.changes.length > 0))
    .sort((a, b) => b.ms - a.ms);
  const cut = boundary(
    all.map((entry) => entry.ms),
    limit,
  );
  const shown = foldAutomatic(all.slice(0, cut), (count) => say(locale, 'history.automatic', { count }));
  const more = cut < all.length || oldest !== undefined;
  return {
    items: shown.map(({ ms: _ms, ...entry }) => entry),
    next: more && cut > 0 ? encodeCursor({ before: all[cut - 1]?.ms }) : null,
  };
});

/** Where the page ends: after `limit` entries, and not within one moment. */
function boundary(moments: number[], limit: number): number {
  let cut = Math.min(limit, moments.length);
  while (cut < moments.length && moments[cut] === moments[cut - 1]) cut += 1;
  return cut;
}
