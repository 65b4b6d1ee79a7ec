import type { Database, Transaction } from '../../db/database.ts';
import { announce } from '../../db/queries/announcements.ts';
import { insertNews, type News } from '../../db/queries/crm-notify.ts';
import {
  countToldSince,
  dropSettled,
  listMailsDue,
  markMailed,
  markTold,
  placeOf,
  recount,
  settleResolved,
  type Told,
  takeTurnTelling,
  writeTold,
} from '../../db/queries/incident-news.ts';
import { dropMails, insertMails, type NewMail } from '../../db/queries/mail-waiting.ts';
import { type IncidentRow, incidentsWithin, listUntold } from '../../db/queries/operations-incidents.ts';
import { type Colleague, listColleagues } from '../../db/queries/people-reading.ts';
import { reachOf } from '../access/policy.ts';
import { type Reader, readerOf } from '../access/reader.ts';
import type { Packages } from '../views/packages.ts';
import { incidentMail } from './incident-mail.ts';
import { type IncidentWords, incidentWords } from './incident-words.ts';

export interface TellingDeps {
  db: Database;
  packages: Packages;
  settings: { publicUrl: string };
  now(): number;
}

/** Incidents taken up in a transaction. */
const batch = 100;
/** What is over is settled, and thrown away, as much at a time. */
const overAtOnce = 1000;
/** As many of a process are told one by one within the window; the rest folds into one notification. */
export const oneByOne = 5;
/** And there is one mail about a process in it, the next names all that came meanwhile. */
export const windowMs = 10 * 60_000;
/** What fails again at the same place within this time needs no other mail. */
const sameAgainMs = 60 * 60_000;
/** Who was told of what is over, and mails with an end, are kept so long. */
const keptMs = 30 * 24 * 60 * 60_000;

/**
 * Tells whoever answers for a case that it is stuck: in the app at once, and by mail. The supervisors who may see it; where there is none
 * (nobody supervises the team, a case without a record and without a task of theirs), process owners and administrators.
 * In short transactions, one process at a time, each of which reads and says all before it writes: the live feeds wait for whoever writes.
 * Whoever dies in one has told nobody. Returns how many incidents were taken up.
 */
export async function tellIncidents(deps: TellingDeps): Promise<number> {
  await inTurn(deps, async (trx, at) => {
    const changed = await recount(trx, await settleResolved(trx, overAtOnce), at);
    if (changed > 0) await announce(trx, { type: 'news' }, null);
  });
  let taken = 0;
  for (let more = true; more; ) {
    const told = (await inTurn(deps, (trx, at) => tellBatch(trx, deps, at))) ?? 0;
    taken += told;
    more = told === batch;
  }
  await inTurn(deps, (trx, at) => writeMails(trx, deps, at));
  return taken;
}

/** Undefined when another process tells just now. */
function inTurn<Result>(deps: TellingDeps, work: (trx: Transaction, at: Date) => Promise<Result>): Promise<Result | undefined> {
  return deps.db.transaction().execute(async (trx) => {
    if (await takeTurnTelling(trx)) return work(trx, new Date(deps.now()));
  });
}

async function tellBatch(trx: Transaction, { packages }: TellingDeps, at: Date): Promise<number> {
  const untold = await listUntold(trx, batch);
  if (untold.length === 0) return 0;
  const audience = await whoIsTold(trx, await activeColleagues(trx, at), untold);
  const said = new Map<string, IncidentWords>();
  for (const each of untold) said.set(idOf(each), await incidentWords(packages, each));
  const readers = [...audience.keys()].map((reader) => reader.id);
  const before = await countToldSince(trx, readers, new Date(at.getTime() - windowMs));
  // From here on it writes.
  const taken = new Set((await markTold(trx, untold, at)).map(idOf));
  const pages = [...audience].flatMap(([reader, incidents]) =>
    tell(
      reader,
      incidents.filter((each) => taken.has(idOf(each))),
      said,
      before,
      at,
    ),
  );
  const told = pages.flatMap((page) => page.told);
  const folded = await insertNews(
    trx,
    pages.flatMap((page) => page.news),
  );
  await writeTold(trx, told, new Date(at.getTime() - sameAgainMs));
  const changed = await recount(trx, told, at);
  if (folded + changed > 0) await announce(trx, { type: 'news' }, null);
  return taken.size;
}

const idOf = ({ instanceId, id }: { instanceId: string; id: number }) => `${instanceId}:${id}`;

async function activeColleagues(trx: Transaction, at: Date): Promise<Colleague[]> {
  return (await listColleagues(trx, at)).filter((each) => each.active);
}

async function whoIsTold(trx: Transaction, colleagues: Colleague[], untold: IncidentRow[]): Promise<Map<Reader, IncidentRow[]>> {
  const told = new Map<Reader, IncidentRow[]>();
  const readers = (role: string) => colleagues.filter((each) => each.roles.includes(role)).map(asReader);
  const seen = new Set<string>();
  const give = async (reader: Reader, incidents: IncidentRow[]) => {
    const within = incidents.length === 0 ? [] : await incidentsWithin(trx, reachOf(reader), incidents);
    if (within.length > 0) told.set(reader, within);
    return within;
  };
  for (const supervisor of readers('supervisor')) for (const each of await give(supervisor, untold)) seen.add(idOf(each));
  const nobodys = untold.filter((each) => !seen.has(idOf(each)));
  const others = new Map([...readers('process-owner'), ...readers('administrator')].map((reader) => [reader.id, reader]));
  for (const reader of others.values()) await give(reader, nobodys);
  return told;
}

function asReader(colleague: Colleague): Reader {
  return readerOf({ ...colleague, login: colleague.id, zone: '' });
}

/** What one reader is told of these, and what is written down of it. */
function tell(
  reader: Reader,
  incidents: IncidentRow[],
  said: ReadonlyMap<string, IncidentWords>,
  before: { userId: string; packageKey: string; told: number }[],
  at: Date,
): { news: News[]; told: Told[] }[] {
  return [...new Set(incidents.map((each) => each.packageKey))].map((packageKey) => {
    const all = incidents.filter((each) => each.packageKey === packageKey);
    const sofar = before.find((each) => each.userId === reader.id && each.packageKey === packageKey)?.told ?? 0;
    const left = Math.max(0, oneByOne - sofar);
    const single = new Set(all.slice(0, left));
    const last = all.slice(left).at(-1);
    const foldKeyOf = (each: IncidentRow) => (single.has(each) ? placeOf(each) : `incidents:${packageKey}`);
    const newsOf = (each: IncidentRow) => news(reader, each, said.get(idOf(each)) as IncidentWords, foldKeyOf(each), at);
    return {
      news: [
        ...[...single].map(newsOf),
        ...(last ? [{ ...newsOf(last), code: 'casesStuck', recordId: null, count: all.length - single.size }] : []),
      ],
      told: all.map((each) => ({
        ...{ instanceId: each.instanceId, incident: each.id, userId: reader.id, packageKey, at },
        ...{ foldKey: foldKeyOf(each), place: placeOf(each) },
      })),
    };
  });
}

function news(reader: Reader, incident: IncidentRow, words: IncidentWords, foldKey: string, at: Date): News {
  const { instanceId, code, message, recordId, packageKey } = incident;
  return {
    userId: reader.id,
    kind: 'needsYou',
    text: `${words.process}: ${message}`,
    code: recordId ? 'caseStuck' : 'processStuck',
    params: { ...words, instanceId, packageKey, cause: code, message },
    recordId,
    taskId: null,
    foldKey,
    at,
  };
}

async function writeMails(trx: Transaction, deps: TellingDeps, at: Date): Promise<void> {
  const dues = await listMailsDue(trx, new Date(at.getTime() - windowMs));
  const colleagues = new Map(dues.length === 0 ? [] : (await activeColleagues(trx, at)).map((each) => [each.id, each]));
  const mails: NewMail[] = [];
  for (const due of dues) {
    const colleague = colleagues.get(due.userId);
    // He may have lost a team since he was told: a mail says no more than he may see now.
    const incidents = colleague ? await incidentsWithin(trx, reachOf(asReader(colleague)), due.incidents) : [];
    if (!colleague?.email || incidents.length === 0) continue;
    mails.push({ userId: colleague.id, address: colleague.email, ...(await incidentMail(deps, asReader(colleague), incidents)), at });
  }
  if (dues.length > 0) await markMailed(trx, dues, at);
  await insertMails(trx, mails);
  const before = new Date(at.getTime() - keptMs);
  await dropSettled(trx, before, overAtOnce);
  await dropMails(trx, before, overAtOnce);
}
