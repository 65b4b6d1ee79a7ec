import { countRecords, findDue, findRecordByField, listDueInstances } from '../../db/queries/crm-demo.ts';
import { subtractWorkingTime } from '../../engine/calendar/index.ts';
import { tellCustomer } from './customer-story.ts';
import { type DealPlan, tellDeal } from './deal-story.ts';
import { type DemoDeps, DemoWorld } from './demo-world.ts';
import { goodPhone, type LeadPlan, tellLead } from './lead-story.ts';
import { officeCalendar } from './office-calendar.ts';
import { createRandom, type Random } from './random.ts';
import { type DemoUser, seedStaff } from './seed-staff.ts';

export interface DemoOptions {
  leads?: number;
  seed?: number;
}

/** Stories told at a time. */
const tellers = 8;
const day = 24 * 60 * 60 * 1000;

/**
 * Tells the demo company's year through the one door, with the clock moved: leads, deals and repeat sales as they would have been worked,
 * relative to today. An installation that has records already is left as it is. The packages must be published.
 */
export async function seedDemo(
  deps: DemoDeps,
  options: DemoOptions = {},
): Promise<{ users: DemoUser[]; leads: number; deals: number; customers: number }> {
  const now = deps.clock.now();
  const users = await seedStaff({ db: deps.db, now: () => now, hashPassword: deps.hashPassword });
  if ((await countRecords(deps.db)) > 0) return { users, leads: 0, deals: 0, customers: 0 };
  return deps.clock.ownTime(async () => {
    const world = new DemoWorld(deps, officeCalendar(new Date(now).getUTCFullYear(), 'PL', 'Europe/Warsaw'));
    const seed = options.seed ?? 20_260_101;
    const plans = planLeads(world, createRandom(seed), options.leads ?? 300, now);
    const told = { users, leads: plans.length, deals: 0, customers: 0 };
    const queue = [...plans];
    const teller = async () => {
      for (let plan = queue.shift(); plan; plan = queue.shift()) {
        if (queue.length % 50 === 0) deps.onProgress?.(`demo company: ${plans.length - queue.length} of ${plans.length} leads`);
        const lead = plan;
        await deps.clock.ownTime(() => tellStory(world, createRandom(seed + lead.number), lead, now, told));
      }
    };
    await Promise.all(Array.from({ length: tellers }, teller));
    await fireWhatIsDue(world, now);
    return told;
  });
}

async function tellStory(
  world: DemoWorld,
  random: Random,
  plan: LeadPlan,
  now: number,
  told: { deals: number; customers: number },
): Promise<void> {
  const deal = await tellLead(world, random, plan);
  if (!deal) return;
  told.deals += 1;
  const end = await tellDeal(world, random, deal, planDeal(random, now));
  const customerId = end.won ? await findRecordByField(world.deps.db, 'customer', 'firstDealId', deal.recordId) : undefined;
  if (customerId === undefined) return;
  told.customers += 1;
  await tellCustomer(world, random, await world.ownerOf(customerId), customerId, end.at, now);
}

/** Oldest first, denser towards today; then those that make today's desk: late, due now, a duplicate, bad phones, call-backs. */
function planLeads(world: DemoWorld, random: Random, count: number, now: number): LeadPlan[] {
  const history = Array.from({ length: count - 24 }, (_, number) => number);
  const ages = history.map(() => 2 * day + 363 * day * random.next() ** 1.4).sort((a, b) => b - a);
  const plans = history.map((number) => planLead(random, number, world.work(now - (ages[number] ?? 0), random.whole(200)), now));
  const recent = Array.from({ length: Math.min(24, count) }, (_, position) =>
    planRecent(world, random, count - 24 + position, position, now),
  );
  return [...plans, ...recent];
}

/** What stands on today's desk: late, due now, taken, waiting for qualification or its owner, a call-back, bad phones, a likely duplicate. */
function planRecent(world: DemoWorld, random: Random, number: number, position: number, now: number): LeadPlan {
  const minutesAgo = [400, 350, 300, 225, 180, 100, 60, 40, 20, 10][position % 10] ?? 30;
  const plan: LeadPlan = {
    ...planLead(random, number, now, now),
    campaign: 'labels-autumn',
    fate: 'convert',
    forgotten: true,
    badPhone: position === 7 || position === 15,
    takenBy: ['olga', 'kinga', 'ivan', undefined][position % 4],
  };
  const started = (minutes: number) => subtractWorkingTime(world.calendar, now, `PT${minutes}M`);
  const waits = position < 16 ? undefined : (['callBack', 'qualify', 'accept'] as const)[position % 3];
  if (waits) return { ...plan, at: started(700 + 40 * position), badPhone: false, forgotten: false, stopsAt: waits };
  return {
    ...plan,
    at: started(minutesAgo),
    ...(position === 9 ? { phone: goodPhone(number - 1, 'pl') } : {}),
    ...(position === 8 ? { language: 'pl' } : {}),
  };
}

function planLead(random: Random, number: number, at: number, until: number): LeadPlan {
  const campaign = random.chance(0.2)
    ? 'cheap-clicks'
    : random.pick(['labels-autumn', 'packaging-fair', 'labels-autumn', 'partners'] as const);
  const fate = random.next();
  const rubbish = campaign === 'cheap-clicks' ? 0.92 : 0.52;
  return {
    number,
    at,
    language: random.pick(['pl', 'pl', 'pl', 'ru', 'ru', 'en'] as const),
    // A campaign that skips the call has another path; the story is told for the usual one.
    campaign: campaign === 'partners' ? 'packaging-fair' : campaign,
    badPhone: random.chance(0.05),
    fate: fate < rubbish ? 'junk' : fate < rubbish + 0.12 ? 'later' : 'convert',
    forgotten: false,
    until,
  };
}

function planDeal(random: Random, until: number): DealPlan {
  const fate = random.next();
  return { fate: fate < 0.66 ? 'win' : fate < 0.88 ? 'lose' : fate < 0.95 ? 'postpone' : 'cancel', stopsAt: 1 + random.whole(4), until };
}

/** Warnings, alerts and timers of cases that wait: each at its moment. */
async function fireWhatIsDue(world: DemoWorld, now: number): Promise<void> {
  for (const instanceId of await listDueInstances(world.deps.db, new Date(now))) {
    for (let turn = 0; turn < 10; turn += 1) {
      const due = await findDue(world.deps.db, instanceId);
      if (due === null || due.getTime() > now) break;
      world.deps.clock.moveTo(due.getTime());
      await world.advance(instanceId);
    }
  }
}
