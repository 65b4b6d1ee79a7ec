import { findDue, findRecordByField } from '../../db/queries/crm-demo.ts';
import type { Variables } from '../../engine/contract/index.ts';
import { derivedId, derivedInstanceId } from '../derived-id.ts';
import { type DemoWorld, expectDone } from './demo-world.ts';
import { cities, companies, needs, notes, people, products } from './names.ts';
import type { Random } from './random.ts';
import { campaignId, type demoCampaigns } from './seed-staff.ts';

export interface LeadPlan {
  number: number;
  at: number;
  language: 'pl' | 'ru' | 'en';
  campaign: (typeof demoCampaigns)[number]['key'];
  badPhone: boolean;
  /** Where it goes once somebody is reached. */
  fate: 'convert' | 'junk' | 'later';
  /** Nobody touches it after it has arrived. */
  forgotten: boolean;
  /** Somebody of pre-sales has taken it and not called yet. */
  takenBy?: string;
  /** The step it waits at today. */
  stopsAt?: 'callBack' | 'qualify' | 'accept';
  /** The same person as an earlier one. */
  phone?: string;
  /** Nothing of it happens after this moment. */
  until: number;
}

export interface StartedDeal {
  recordId: string;
  instanceId: string;
  at: number;
}

const junkReasons = ['notOurProduct', 'cheaper', 'wrongRegion', 'noNeed', 'competitor', 'spam', 'test'];
const callers = { pl: ['kinga', 'olga'], ru: ['ivan', 'olga'], en: ['olga', 'kinga'] };
const countries = { pl: ['PL'], ru: ['LT', 'UA', 'KZ'], en: ['GB', 'IE'] };

/** One lead's life, as far as it gets by `until`; the deal it became, if it did. */
export async function tellLead(world: DemoWorld, random: Random, plan: LeadPlan): Promise<StartedDeal | undefined> {
  const lead = await arrive(world, random, plan);
  if (plan.forgotten) {
    if (plan.takenBy && !plan.badPhone) await world.claim(lead.instanceId, 'PreSalesCall', plan.takenBy);
    return undefined;
  }
  const caller = random.pick(callers[plan.language]);
  let at = plan.at;
  /** Moves on by working minutes; false when that would be later than the story goes. */
  const on = (least: number, spread: number): boolean => {
    at = world.work(at, least + random.whole(spread));
    return at <= plan.until;
  };
  const call = (outcome: string, completion: { values?: Variables; note?: string } = {}) =>
    world.complete(lead.instanceId, 'PreSalesCall', caller, { outcome, ...completion });

  if (plan.badPhone) {
    if (!on(20, 120)) return undefined;
    const unusable = random.chance(0.3);
    await world.complete(lead.instanceId, 'CorrectData', 'ewa', {
      outcome: unusable ? 'unusable' : 'corrected',
      values: unusable ? { 'lead.junkReason': 'badData' } : { 'lead.phone': goodPhone(plan.number, 'pl') },
    });
    if (unusable) return undefined;
  }
  for (let missed = random.chance(0.3) ? 1 + random.whole(2) : 0; missed > 0; missed -= 1) {
    if (!on(15, 50)) return undefined;
    await call('noAnswer');
    at = world.work(at, 130);
    if (at > plan.until) return undefined;
  }
  if (plan.stopsAt === 'callBack' || random.chance(0.12)) {
    if (!on(10, 40)) return undefined;
    const callAt = world.work(at, 500 + random.whole(400));
    world.deps.clock.moveTo(at);
    await call('callBack', { values: { 'lead.callAt': new Date(callAt).toISOString() } });
    at = callAt;
    if (at > plan.until || plan.stopsAt === 'callBack') return undefined;
  }
  if (!on(10, 50)) return undefined;
  if (plan.fate === 'junk') {
    await call('notOurs', { values: { 'lead.junkReason': random.pick(junkReasons) }, note: random.pick(notes) });
    return undefined;
  }
  if (plan.fate === 'later') {
    await call('later', { note: random.pick(notes) });
    const due = await findDue(world.deps.db, lead.instanceId);
    if (due === null || due.getTime() > plan.until) return undefined;
    at = due.getTime();
    world.deps.clock.moveTo(at);
    await world.advance(lead.instanceId);
    if (!on(20, 60)) return undefined;
    if (random.chance(0.6)) {
      await call('notOurs', { values: { 'lead.junkReason': 'noNeed' } });
      return undefined;
    }
  }
  await call('interested', {
    values: { 'lead.need': random.pick(needs), 'lead.products': random.pick(products) },
    note: random.pick(notes),
  });
  if (plan.stopsAt === 'qualify' || !on(30, 240)) return undefined;
  await world.complete(lead.instanceId, 'Qualify', caller, {
    outcome: 'qualified',
    values: qualification(random),
    checklist: ['volume', 'decides', 'summary'],
  });
  if (plan.stopsAt === 'accept' || !on(5, 80)) return undefined;
  await world.complete(lead.instanceId, 'Accept', plan.language === 'ru' ? 'daria' : 'tomasz', { outcome: 'accepted' });
  const recordId = await findRecordByField(world.deps.db, 'deal', 'leadId', lead.recordId);
  return recordId === undefined ? undefined : { recordId, instanceId: await world.ownerOf(recordId), at };
}

function qualification(random: Random): Variables {
  return {
    'lead.budget': random.pick(['agreed', 'estimated', 'none']),
    'lead.decisionMaker': random.pick(['self', 'known', 'unknown']),
    'lead.buyWhen': random.pick(['month', 'quarter', 'halfYear']),
    'lead.orderVolume': random.pick([500, 2000, 5000, 12_000, 20_000]),
    'lead.business': random.pick(['shop', 'chain', 'distributor', 'factory']),
    'lead.geography': random.pick(['city', 'region', 'country', 'abroad']),
  };
}

async function arrive(world: DemoWorld, random: Random, plan: LeadPlan): Promise<{ recordId: string; instanceId: string }> {
  const { number, language } = plan;
  const company = companies[language][number % companies[language].length] ?? 'Firma';
  const branch = Math.floor(number / companies[language].length);
  const name = random.pick(people[language]);
  const title = branch === 0 ? company : `${company} ${branch + 1}`;
  const recordId = derivedId(`demo:lead:${number}`);
  const instanceId = derivedInstanceId('lead', `demo:${number}`);
  world.deps.clock.moveTo(plan.at);
  const result = await world.deps.door.startInstance({
    instanceId,
    commandId: `demo:start:${number}`,
    packageKey: 'lead',
    variables: {},
    records: [
      {
        alias: 'lead',
        type: 'lead',
        id: recordId,
        relation: 'owns',
        create: {
          title,
          campaignId: campaignId(plan.campaign),
          fields: {
            name,
            company: title,
            phone: plan.badPhone ? '89161234567' : (plan.phone ?? goodPhone(number, language)),
            email: `office${number}@firma${number}.example`,
            country: plan.badPhone ? 'PL' : random.pick(countries[language]),
            city: random.pick(cities[language]),
            language,
            source: plan.campaign === 'packaging-fair' ? 'fair' : 'webForm',
            channel: plan.campaign === 'packaging-fair' ? 'file' : 'web-form',
            interest: random.pick(['high', 'medium', 'low']),
          },
        },
      },
    ],
    actor: { id: 'system:intake', roles: [], groups: [] },
  });
  expectDone(result, `start of lead ${number}`);
  await world.deps.carryOut(instanceId);
  return { recordId, instanceId };
}

export function goodPhone(number: number, language: 'pl' | 'ru' | 'en'): string {
  const digits = String(number).padStart(4, '0');
  if (language === 'pl') return `+48 601 00${digits[0]} ${digits.slice(1)}`;
  return language === 'ru' ? `+7 916 000-${digits.slice(0, 2)}-${digits.slice(2)}` : `+44 7911 12${digits}`;
}
