import type { Database, Transaction } from '../../db/database.ts';
import { announce } from '../../db/queries/announcements.ts';
import { insertNews } from '../../db/queries/crm-notify.ts';
import {
  countToldSince,
  listMailsDue,
  markMailed,
  placeOf,
  settleResolved,
  takeTurnTelling,
  writeTold,
} from '../../db/queries/incident-news.ts';
import { insertMail } from '../../db/queries/mail-waiting.ts';
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

/** Incidents taken up at a time. */
const batch = 500;
/** As many of a process are told one by one within the window; the rest folds into one notification. */
export const oneByOne = 5;
/** And there is one mail about a process in it, the next names all that came meanwhile. */
export const windowMs = 10 * 60_000;
/** What fails again at the same place within this time needs no other mail. */
const sameAgainMs = 60 * 60_000;

/**
 * Tells whoever answers for a case that it is stuck: in the app at once, and by mail. The supervisors who may see it; where there is none
 * (nobody supervises the team, a case without a record and without a task of theirs), process owners and administrators.
 * All in one transaction, one process at a time: whoever dies in it has told nobody. Returns how many incidents were taken up.
 */
export async function tellIncidents(deps: TellingDeps): Promise<number> {
  return deps.db.transaction().execute(async (trx) => {
    if (!(await takeTurnTelling(trx))) return 0;
    const at = new Date(deps.now());
    const settled = await settleResolved(trx, at);
    const untold = await listUntold(trx, batch);
    const colleagues = (await listColleagues(trx, at)).filter((each) => each.active);
    for (const [reader, incidents] of await whoIsTold(trx, colleagues, untold)) await tell(trx, deps, reader, incidents, at);
    await writeMails(trx, deps, colleagues, at);
    if (settled > 0) await announce(trx, { type: 'news' }, null);
    return untold.length;
  });
}

async function whoIsTold(trx: Transaction, colleagues: Colleague[], untold: IncidentRow[]): Promise<Map<Reader, IncidentRow[]>> {
  const told = new Map<Reader, IncidentRow[]>();
  if (untold.length === 0) return told;
  const readers = (role: string) => colleagues.filter((each) => each.roles.includes(role)).map(asReader);
  const seen = new Set<string>();
  const give = async (reader: Reader, incidents: IncidentRow[]) => {
    const within = incidents.length === 0 ? [] : await incidentsWithin(trx, reachOf(reader), incidents);
    if (within.length > 0) told.set(reader, within);
    return within;
  };
  for (const supervisor of readers('supervisor'))
    for (const each of await give(supervisor, untold)) seen.add(`${each.instanceId}:${each.id}`);
  const nobodys = untold.filter((each) => !seen.has(`${each.instanceId}:${each.id}`));
  const others = new Map([...readers('process-owner'), ...readers('administrator')].map((reader) => [reader.id, reader]));
  for (const reader of others.values()) await give(reader, nobodys);
  return told;
}

function asReader(colleague: Colleague): Reader {
  return readerOf({ ...colleague, login: colleague.id, zone: '' });
}

async function tell(trx: Transaction, { packages }: TellingDeps, reader: Reader, incidents: IncidentRow[], at: Date): Promise<void> {
  const since = new Date(at.getTime() - windowMs);
  for (const packageKey of new Set(incidents.map((each) => each.packageKey))) {
    const all = incidents.filter((each) => each.packageKey === packageKey);
    const left = Math.max(0, oneByOne - (await countToldSince(trx, reader.id, packageKey, since)));
    const single = all.slice(0, left);
    const folded = all.slice(left);
    const foldKeyOf = (each: IncidentRow) => (single.includes(each) ? placeOf(each) : `incidents:${packageKey}`);
    const last = folded.at(-1);
    await insertNews(trx, [
      ...(await Promise.all(single.map(async (each) => news(reader, each, await incidentWords(packages, each), foldKeyOf(each), at)))),
      ...(last
        ? [
            {
              ...news(reader, last, await incidentWords(packages, last), foldKeyOf(last), at),
              ...{ code: 'casesStuck', recordId: null, count: folded.length },
            },
          ]
        : []),
    ]);
    const told = all.map((each) => ({
      ...{ instanceId: each.instanceId, incident: each.id, userId: reader.id, packageKey, at },
      ...{ foldKey: foldKeyOf(each), place: placeOf(each) },
    }));
    await writeTold(trx, told, new Date(at.getTime() - sameAgainMs));
  }
}

function news(reader: Reader, incident: IncidentRow, words: IncidentWords, foldKey: string, at: Date) {
  const { instanceId, code, message, recordId } = incident;
  return {
    userId: reader.id,
    kind: 'needsYou' as const,
    text: `${words.process}: ${message}`,
    code: recordId ? 'caseStuck' : 'processStuck',
    params: { ...words, instanceId, cause: code, message },
    recordId,
    taskId: null,
    foldKey,
    at,
  };
}

async function writeMails(trx: Transaction, deps: TellingDeps, colleagues: Colleague[], at: Date): Promise<void> {
  const byId = new Map(colleagues.map((each) => [each.id, each]));
  for (const due of await listMailsDue(trx, new Date(at.getTime() - windowMs))) {
    const colleague = byId.get(due.userId);
    // He may have lost a team since he was told: a mail says no more than he may see now.
    const incidents = colleague ? await incidentsWithin(trx, reachOf(asReader(colleague)), due.incidents) : [];
    await markMailed(trx, due, at);
    if (!colleague?.email || incidents.length === 0) continue;
    const mail = await incidentMail(deps, asReader(colleague), incidents);
    await insertMail(trx, { userId: colleague.id, address: colleague.email, ...mail, at });
  }
}
