import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { health } from '../../api/contract/index.ts';
import type { Random } from '../../crm/demo/random.ts';
import { firedLate, type Outage } from './away-checks.ts';
import { type Crew, type Item, leadItem, openRound, rateOf, visitItem, workItems } from './away-work.ts';
import { missingWorkflows } from './checks.ts';
import type { Parts } from './parts.ts';

export interface OutagePlan {
  /** How long Temporal stays away, in milliseconds. */
  ms: number;
  /** It comes back with an empty database. */
  fresh: boolean;
  /** Leads worked meanwhile, and rounds of each kind. */
  leads: number;
  rounds: number;
  name: string;
}

export interface Work {
  parts: Parts;
  pool: pg.Pool;
  crew: Crew;
  random: Random;
  say: (line: string) => void;
  /** Breaches seen while it went on. */
  wrong: string[];
}

const paceMs = 500;
const longPause = 'PT12H';

/** Reps work; Temporal is killed, stays away and comes back; reps go on until every lead is at its end. */
export async function goThrough(work: Work, plan: OutagePlan): Promise<Outage> {
  const { parts, pool, crew, say } = work;
  const leads: Item[] = [];
  for (let number = 1; number <= plan.leads; number += 1) leads.push(await leadItem(crew, crew.told.length + 1));
  const worked: Item[] = [];
  for (let number = 0; number < 24; number += 1)
    worked.push(
      visitItem(crew, await openRound(crew, `${plan.name} worked ${number}`, { deadline: longPause, pause: longPause }), 'again'),
    );
  let rounding = true;
  let feeding = true;
  const started = Date.now();
  const rounds = workItems(worked, { reps: 4, paceMs, going: () => rounding });
  await pause(15_000);
  const later = await armTimers(work, plan);

  const from = Date.now();
  await parts.takeAway('temporal');
  worked.unshift(...later);
  say(`${plan.name}: Temporal is killed, for ${plan.ms / 1000} s`);
  const fed: Item[] = [];
  const calls = workItems(fed, { reps: 4, paceMs, going: () => feeding || fed.length > 0 });
  for (const lead of leads) {
    fed.push(lead);
    await pause((plan.ms * 0.8) / leads.length);
  }
  // Some arrive meanwhile: accepted, and checked when somebody carries their jobs.
  for (let number = 0; number < 8; number += 1) fed.push(await leadItem(crew, crew.told.length + 1));
  const seen = await crew.clients.supervisor.call(health);
  if (seen.temporal) work.wrong.push(`${plan.name}: /api/health says that Temporal answers while it is away`);
  await pause(Math.max(0, from + plan.ms - Date.now()));

  const outage = { from, to: Date.now() };
  await parts.bringBack('temporal', plan.fresh ? 'fresh' : undefined);
  const answering = Date.now();
  if (plan.fresh) {
    const back = await waitFor(async () => (await missingWorkflows(pool, parts.temporalAddress)).length === 0, 300_000);
    if (back) say(`${plan.name}: every open case had its workflow again ${seconds(answering)} s after the new Temporal answered`);
    else work.wrong.push(`${plan.name}: open cases without a workflow after 300 s`);
  }
  for (const what of ['timers', 'jobs'] as const) {
    if (await waitFor(async () => (await leftBehind(pool, outage.to))[what] === 0, 300_000))
      say(`${plan.name}: all ${what} of the outage were done ${seconds(answering)} s after Temporal answered`);
    else work.wrong.push(`${plan.name}: ${what} of the outage were still open after 300 s`);
  }
  await pause(Math.max(0, answering + 30_000 - Date.now()));
  const ended = Date.now();
  feeding = false;
  rounding = false;
  await Promise.all([rounds, calls]);

  for (const [what, begin, end] of [
    ['before', started, from],
    ['away', from, outage.to],
    ['after', answering, ended],
  ] as const) {
    const rate = rateOf(crew.completions, begin, end);
    const ms = `p50 ${rate.p50} ms, p95 ${rate.p95} ms, longest ${rate.max} ms`;
    say(`${plan.name}, ${what}: ${rate.completed} tasks completed, ${rate.perSecond.toFixed(1)} a second, ${ms}`);
    if (rate.completed === 0) work.wrong.push(`${plan.name}, ${what}: no task was completed`);
  }
  const late = await firedLate(pool, outage);
  say(
    `${plan.name}: ${late.due} timers came due meanwhile (${late.alerts} alerts), the latest fired ${(late.worstLateMs / 1000).toFixed(0)} s late`,
  );
  if (late.due < plan.rounds) work.wrong.push(`${plan.name}: only ${late.due} timers came due while Temporal was away`);
  return outage;
}

/** Deadlines nobody meets and rests that end, most while Temporal is away, some after it. @returns rests that begin and end meanwhile. */
async function armTimers({ crew, random }: Work, plan: OutagePlan): Promise<Item[]> {
  const later: Item[] = [];
  const within = () => `PT${Math.ceil((10_000 + random.whole(Math.max(1, plan.ms - 10_000))) / 1000)}S`;
  const beyond = () => `PT${Math.ceil((plan.ms + 20_000 + random.whole(20_000)) / 1000)}S`;
  for (let number = 0; number < plan.rounds; number += 1) {
    await openRound(crew, `${plan.name} unmet ${number}`, { deadline: within(), pause: longPause });
    for (const [kind, length] of [
      ['resting', within()],
      ['resting long', beyond()],
    ] as const) {
      const told = await openRound(crew, `${plan.name} ${kind} ${number}`, { deadline: longPause, pause: length });
      await visitItem(crew, told, 'rest')();
    }
    const short = `PT${Math.ceil(plan.ms / 4000)}S`;
    const told = await openRound(crew, `${plan.name} rests later ${number}`, { deadline: longPause, pause: short });
    later.push(visitItem(crew, told, 'rest'));
  }
  return later;
}

/** Timers that were due at that instant and have not fired; jobs that waited then and are not done. */
async function leftBehind(pool: pg.Pool, at: number): Promise<{ timers: number; jobs: number }> {
  const { rows } = await pool.query<{ timers: number; jobs: number }>(
    `select (select count(*) from timer t join instance i on i.id = t.instance_id where t.status = 'armed' and i.status = 'open' and t.due_at <= $1)::int as timers,
      (select count(*) from job where status in ('waiting', 'begun') and created_at <= $1)::int as jobs`,
    [new Date(at)],
  );
  return rows[0] ?? { timers: 0, jobs: 0 };
}

const seconds = (since: number) => ((Date.now() - since) / 1000).toFixed(1);

export async function waitFor(isSo: () => Promise<boolean>, longestMs: number): Promise<boolean> {
  for (const from = Date.now(); Date.now() - from < longestMs; ) {
    if (await isSo()) return true;
    await pause(500);
  }
  return false;
}
