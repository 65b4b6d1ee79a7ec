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
  const world = new DemoWorld(deps, officeCalendar(new Date(now).getUTCFullYear(), 'PL', 'Europe/Warsaw'));
  const random = createRandom(options.seed ?? 20_260_101);
  const plans = planLeads(world, random, options.leads ?? 300, now);
  let deals = 0;
  let customers = 0;
  for (const [position, plan] of plans.entries()) {
    if (position % 50 === 0) deps.onProgress?.(`demo company: ${position} of ${plans.length} leads`);
    const deal = await tellLead(world, random, plan);
    if (!deal) continue;
    deals += 1;
    const end = await tellDeal(world, random, deal, planDeal(random, now));
    const customerId = end.won ? await findRecordByField(deps.db, 'customer', 'firstDealId', deal.recordId) : undefined;
    if (customerId === undefined) continue;
    customers += 1;
    await tellCustomer(world, random, await world.ownerOf(customerId), customerId, end.at, now);
  }
  await fireWhatIsDue(world, now);
  deps.clock.moveTo(now);
  return { users, leads: plans.length, deals, customers };
}

/** Oldest first, denser towards today; then those that make today's desk: late, due now, a duplicate, bad phones, call-backs. */
function planLeads(world: DemoWorld, random: Random, count: number, now: number): LeadPlan[] {
  const history = Array.from({ length: count - 24 }, (_, number) => number);
  const ages = history.map(() => 2 * day + 363 * day * random.next() ** 1.4).sort((a, b) => b - a);
  const plans = history.map((number) => planLead(random, number, world.work(now - (ages[number] ?? 0), random.whole(200)), now));
  const recent = Array.from({ length: Math.min(24, count) }, (_, position): LeadPlan => {
    const number = count - 24 + position;
    const minutesAgo = [400, 350, 300, 200, 150, 100, 60, 40, 20, 10][position % 10] ?? 30;
    const at = subtractWorkingTime(world.calendar, now, `PT${minutesAgo}M`);
    const plan = {
      ...planLead(random, number, at, now),
      campaign: 'labels-autumn' as const,
      badPhone: position % 8 === 7,
      forgotten: position < 20,
    };
    return position === 9 ? { ...plan, phone: goodPhone(count - 24 + 8, 'pl'), badPhone: false } : plan;
  });
  return [...plans, ...recent];
}

function planLead(random: Random, number: number, at: number, until: number): LeadPlan {
  const campaign = random.chance(0.2)
    ? 'cheap-clicks'
    : random.pick(['labels-autumn', 'packaging-fair', 'labels-autumn', 'partners'] as const);
  const fate = random.next();
  const rubbish = campaign === 'cheap-clicks' ? 0.92 : 0.45;
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
