import { randomUUID } from 'node:crypto';
import { insertFile } from '../../db/queries/attachment-writing.ts';
import { findDue } from '../../db/queries/crm-demo.ts';
import type { CompleteTaskCommand } from '../../engine/contract/index.ts';
import type { DemoWorld } from './demo-world.ts';
import type { StartedDeal } from './lead-story.ts';
import { needs, notes, products } from './names.ts';
import type { Random } from './random.ts';

export interface DealPlan {
  fate: 'win' | 'lose' | 'postpone' | 'cancel';
  /** Step at which it stops, when it does not win. */
  stopsAt: number;
  until: number;
}

export interface DealEnd {
  at: number;
  won: boolean;
}

const rep = 'tomasz';
const day = 24 * 60 * 60 * 1000;

/** A deal as far as it gets by `until`: each step with its fields, checklist and proof. */
export async function tellDeal(world: DemoWorld, random: Random, deal: StartedDeal, plan: DealPlan, from = 0): Promise<DealEnd> {
  const amount = 1_000 + random.whole(40) * 500;
  let at = deal.at;
  const steps = stepsOf(world, random, deal, amount);
  for (const [position, step] of steps.entries()) {
    if (position < from || (from > 0 && step.element === 'Negotiate')) continue;
    at = world.work(at, step.minutes + random.whole(step.minutes));
    if (at > plan.until) return { at, won: false };
    if (plan.fate !== 'win' && position === plan.stopsAt) {
      await stop(world, random, deal, plan, step.element, at);
      return { at, won: false };
    }
    await world.complete(deal.instanceId, step.element, rep, await step.completion(at));
  }
  return { at, won: true };
}

interface Step {
  element: string;
  /** Working minutes it takes, at least. */
  minutes: number;
  completion(at: number): Promise<Partial<CompleteTaskCommand>>;
}

function stepsOf(world: DemoWorld, random: Random, deal: StartedDeal, amount: number): Step[] {
  const on = (at: number, days: number) => new Date(at + days * day).toISOString().slice(0, 10);
  const file = (name: string, photo: boolean, at: number) => hand(world, deal.recordId, name, photo, at);
  return [
    {
      element: 'FirstCall',
      minutes: 90,
      completion: async () => ({ outcome: 'done', note: random.pick(notes), checklist: ['history', 'introduce'] }),
    },
    {
      element: 'FindNeed',
      minutes: 240,
      completion: async () => ({
        outcome: 'known',
        values: {
          'deal.need': random.pick(needs),
          'deal.products': random.pick(products),
          'deal.amount': amount,
          'deal.decisionMaker': 'Head of purchasing',
        },
        checklist: ['volumes', 'decides', 'when'],
      }),
    },
    {
      element: 'HoldMeeting',
      minutes: 900,
      completion: async (at) => ({
        outcome: 'held',
        note: random.pick(notes),
        values: { 'deal.meetingPlace': 'At the customer' },
        checklist: ['sample', 'price', 'next'],
        evidence: { sample: await file('Sample handed over.jpg', true, at) },
      }),
    },
    {
      element: 'SendOffer',
      minutes: 420,
      completion: async (at) => ({
        outcome: 'sent',
        values: { 'deal.amount': amount, 'deal.validUntil': on(at, 30) },
        checklist: ['prices', 'stock', 'terms'],
        evidence: { offer: await file('Offer.pdf', false, at) },
      }),
    },
    {
      element: 'Negotiate',
      minutes: 900,
      completion: async (at) => ({
        outcome: 'agreed',
        values: { 'deal.amount': amount * 0.95, 'deal.closeDate': on(at, 7) },
        checklist: ['questions'],
      }),
    },
    {
      element: 'SignContract',
      minutes: 700,
      completion: async (at) => {
        const deferred = random.chance(0.5);
        return {
          outcome: 'signed',
          values: {
            'deal.amount': amount * 0.95,
            'deal.closeDate': on(at, 0),
            'deal.paymentTerms': deferred ? 'deferred' : 'onDelivery',
            'deal.deferralDays': deferred ? 21 : 0,
          },
          checklist: ['check', 'limit'],
          evidence: { contract: await file('Contract, signed.pdf', false, at) },
        };
      },
    },
    {
      element: 'Deliver',
      minutes: 1500,
      completion: async (at) => ({
        outcome: 'delivered',
        values: { 'deal.deliveredOn': on(at, 0) },
        checklist: ['complete', 'instructed', 'invoice'],
      }),
    },
  ];
}

async function stop(world: DemoWorld, random: Random, deal: StartedDeal, plan: DealPlan, element: string, at: number): Promise<void> {
  if (plan.fate === 'postpone') {
    const day0 = new Date(at + (20 + random.whole(60)) * day).toISOString().slice(0, 10);
    await world.complete(deal.instanceId, element, rep, { outcome: 'postponed', values: { 'deal.postponedUntil': day0 } });
    const back = await fireTimer(world, deal.instanceId, plan.until);
    if (back === undefined || world.work(back, 90) > plan.until) return;
    await world.complete(deal.instanceId, 'TakeUpAgain', rep, { outcome: 'lost', values: { 'deal.lostReason': 'vanished' } });
    return findOut(world, random, deal, world.now, plan.until);
  }
  if (plan.fate === 'cancel') {
    await world.complete(deal.instanceId, element, rep, {
      outcome: 'cancelled',
      values: { 'deal.cancelReason': random.pick(['noProject', 'noBudget']) },
    });
    const back = await fireTimer(world, deal.instanceId, plan.until);
    if (back === undefined || world.work(back, 900) > plan.until) return;
    return world.complete(deal.instanceId, 'WorkAgain', 'mira', { outcome: 'no' });
  }
  const reason = random.pick(['price', 'competitor', 'noBudget', 'quality', 'timing', 'vanished']);
  await world.complete(deal.instanceId, element, rep, { outcome: 'lost', values: { 'deal.lostReason': reason }, note: random.pick(notes) });
  await findOut(world, random, deal, at, plan.until);
}

async function findOut(world: DemoWorld, random: Random, deal: StartedDeal, at: number, until: number): Promise<void> {
  if (world.work(at, 600 + random.whole(500)) > until) return;
  await world.complete(deal.instanceId, 'FindOutWhy', 'marta', {
    outcome: 'understood',
    values: { 'deal.lostDetail': 'Asked the customer: the other offer came a week earlier' },
    checklist: ['call'],
  });
}

/** Fires the case's next timer at its moment; undefined when that is later than the story goes. */
async function fireTimer(world: DemoWorld, instanceId: string, until: number): Promise<number | undefined> {
  const due = await findDue(world.deps.db, instanceId);
  if (due === null || due.getTime() > until) return undefined;
  world.deps.clock.moveTo(due.getTime());
  await world.advance(instanceId);
  return due.getTime();
}

/** A file that proves something: real bytes in the store, with place when it is a photo. */
async function hand(world: DemoWorld, recordId: string, name: string, photo: boolean, at: number): Promise<string> {
  const bytes = photo ? onePixel : emptyPage;
  const stored = await world.deps.storeFile(bytes);
  const id = randomUUID();
  await insertFile(
    world.deps.db,
    {
      id,
      name,
      contentType: photo ? 'image/jpeg' : 'application/pdf',
      size: bytes.length,
      ...stored,
      photo,
      latitude: photo ? 51.77 : null,
      longitude: photo ? 19.46 : null,
      uploadedBy: rep,
      at: new Date(at),
    },
    recordId,
  );
  return id;
}

const onePixel = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  'base64',
);
const emptyPage = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);
