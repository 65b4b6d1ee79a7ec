import { setTimeout as pause } from 'node:timers/promises';
import { completeTask, createRecord, getRecord } from '../../api/contract/index.ts';
import { type Clients, insist, openLead, type Told, ways, workerOf } from './work.ts';

/** What reps hold in their hands; each turn does one step of it. @returns false when nothing more is to be done with it. */
export type Item = () => Promise<boolean>;

export interface Completion {
  at: number;
  ms: number;
}

/** Eight reps who work at a steady pace, and all they were told. */
export interface Crew {
  clients: Clients;
  run: string;
  told: Told[];
  completions: Completion[];
  /** Calls that were not answered well at the first time of asking. */
  refused: string[];
}

/** Asks once and notes what went wrong before it insists. */
async function ask<T>(crew: Crew, what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    crew.refused.push(`${new Date().toISOString()} ${what}: ${(error as Error).message}`);
    return insist(call);
  }
}

async function completeStep(
  crew: Crew,
  told: Told,
  step: { element: string; outcome: string; values?: object; note?: string | undefined },
) {
  const record = await ask(crew, 'read record', () => crew.clients.supervisor.call(getRecord, { params: { record: told.recordId } }));
  const task = record.tasks.find((each) => each.element === step.element);
  if (!task) return false;
  const client = workerOf(crew.clients, task);
  const body = { outcome: step.outcome, values: { ...step.values }, note: step.note, checklist: [] };
  const from = performance.now();
  const call = () => client.call(completeTask, { params: { task: task.id }, body, idempotencyKey: `${crew.run}-${task.id}` });
  await ask(crew, `complete ${task.name}`, call);
  crew.completions.push({ at: Date.now(), ms: performance.now() - from });
  told.completed.push({ task: task.id, outcome: step.outcome });
  return true;
}

/** A lead from its first call to its letter or its deal; while it waits for a job it is put aside. */
export async function leadItem(crew: Crew, number: number): Promise<Item> {
  const told = await openLead(crew.clients, number, crew.run);
  crew.told.push(told);
  const steps = [...ways[told.way === 'deal' ? 'deal' : 'letter']];
  return async () => {
    const [step] = steps;
    if (step && (await completeStep(crew, told, step))) steps.shift();
    return steps.length > 0;
  };
}

/** A round of its own; deadline and pause as ISO durations. */
export async function openRound(crew: Crew, title: string, fields: { deadline: string; pause: string }): Promise<Told> {
  const made = await ask(crew, 'open round', () =>
    crew.clients.rep.call(createRecord, { body: { type: 'round', title, fields }, idempotencyKey: `${crew.run}-${title}` }),
  );
  const told: Told = { recordId: made.id, instanceId: made.instanceId, way: 'round', completed: [] };
  crew.told.push(told);
  return told;
}

/** Done again and again, or sent to rest once. */
export function visitItem(crew: Crew, told: Told, outcome: 'again' | 'rest'): Item {
  return async () => {
    const done = await completeStep(crew, told, { element: 'Visit', outcome });
    return outcome === 'again' || !done;
  };
}

/** Reps take the next item in turn, until told to stop or nothing is left. */
export async function workItems(items: Item[], options: { reps: number; paceMs: number; going: () => boolean }): Promise<void> {
  await Promise.all(
    Array.from({ length: options.reps }, async () => {
      while (options.going()) {
        const item = items.shift();
        if (item && (await item())) items.push(item);
        await pause(options.paceMs);
      }
    }),
  );
}

export interface Rate {
  completed: number;
  perSecond: number;
  p50: number;
  p95: number;
  max: number;
}

export function rateOf(completions: Completion[], from: number, to: number): Rate {
  const ms = completions.filter((each) => each.at >= from && each.at < to).map((each) => each.ms);
  ms.sort((a, b) => a - b);
  const at = (share: number) => Math.round(ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? 0);
  return { completed: ms.length, perSecond: (ms.length * 1000) / Math.max(1, to - from), p50: at(0.5), p95: at(0.95), max: at(1) };
}
