import { findDue, findRecordByField, listOpenTasks } from '../../db/queries/crm-demo.ts';
import type { CompleteTaskCommand } from '../../engine/contract/index.ts';
import { tellDeal } from './deal-story.ts';
import type { DemoWorld } from './demo-world.ts';
import { products } from './names.ts';
import type { Random } from './random.ts';

const most = 80;
const supervised = new Set(['MendIt', 'FindOutWhy']);
const day = 24 * 60 * 60 * 1000;

/** A customer's repeat sale from `at` on: whatever is due or open next, until the story ends. */
export async function tellCustomer(
  world: DemoWorld,
  random: Random,
  instanceId: string,
  customerId: string,
  at: number,
  until: number,
): Promise<void> {
  let now = at;
  for (let turn = 0; turn < most; turn += 1) {
    const due = await findDue(world.deps.db, instanceId);
    const tasks = await listOpenTasks(world.deps.db, instanceId);
    const next = tasks.map((task) => ({
      task,
      at: world.work(Math.max(now, task.createdAt.getTime(), task.followUpAt?.getTime() ?? 0), 60 + random.whole(200)),
    }));
    const first = next.sort((a, b) => a.at - b.at)[0];
    const timer = due === null ? Number.POSITIVE_INFINITY : Math.max(now, due.getTime());
    if (Math.min(timer, first?.at ?? Number.POSITIVE_INFINITY) > until) return;
    if (!first || timer <= first.at) {
      now = timer;
      world.deps.clock.moveTo(now);
      await world.advance(instanceId);
      continue;
    }
    now = first.at;
    world.deps.clock.moveTo(now);
    const completion = answer(random, first.task.element, now);
    await world.complete(instanceId, first.task.element, supervised.has(first.task.element) ? 'marta' : 'tomasz', completion);
    if (completion.outcome === 'ordered') now = await tellRepeatOrder(world, random, customerId, now, until);
  }
}

async function tellRepeatOrder(world: DemoWorld, random: Random, customerId: string, at: number, until: number): Promise<number> {
  const recordId = await findRecordByField(world.deps.db, 'deal', 'customerId', customerId);
  if (recordId === undefined) throw new Error(`the repeat order of ${customerId} made no deal`);
  const deal = { recordId, instanceId: await world.ownerOf(recordId), at };
  return (await tellDeal(world, random, deal, { fate: 'win', stopsAt: 0, until }, 3)).at;
}

function answer(random: Random, element: string, now: number): Partial<CompleteTaskCommand> & { outcome: string } {
  const later = new Date(now + 2 * day).toISOString();
  switch (element) {
    case 'AskSurvey':
    case 'RemindSurvey':
      return random.chance(0.75) ? { outcome: 'answered', values: survey(random) } : { outcome: 'noAnswer' };
    case 'MendIt':
      return { outcome: 'done', note: 'Called, apologised, offered what the rule says', checklist: ['call', 'offer'] };
    case 'CheckPayment':
      return random.chance(0.8)
        ? { outcome: 'paid', checklist: ['account'] }
        : { outcome: 'overdue', values: { 'customer.payCallAt': later } };
    case 'FindOutWhy':
      return { outcome: 'understood', values: { 'customer.lostDetail': 'Buys from his group’s own plant now' }, checklist: ['call'] };
    default: {
      const fate = random.next();
      if (fate < 0.4) return { outcome: 'ordered', values: { 'customer.products': random.pick(products) } };
      if (fate < 0.95) return { outcome: 'notYet', values: { 'customer.askOn': new Date(now + 45 * day).toISOString().slice(0, 10) } };
      return { outcome: 'gone', values: { 'customer.lostReason': random.pick(['price', 'competitor', 'vanished']) } };
    }
  }
}

function survey(random: Random) {
  const mark = () => (random.chance(0.12) ? 2 : 3 + random.whole(3));
  return {
    'customer.recommend': random.chance(0.15) ? 3 + random.whole(4) : 7 + random.whole(4),
    'customer.scoreDelivery': mark(),
    'customer.scorePackaging': mark(),
    'customer.scoreShelfLife': mark(),
  };
}
