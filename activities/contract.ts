import type { NextQuestion, NextWork } from '../runtime/contract.ts';
import type { Beat } from '../runtime/heartbeat/index.ts';

/** What workflows may ask for in the worker's own process, without a task of its own: short, idempotent, ends in Postgres. */
export interface LocalActivities {
  /** Fires what is due, if the timer fired, and answers what to do now. */
  next(question: NextQuestion): Promise<NextWork>;
  /** Carries a message or a change to another instance. */
  carryErrand(errand: { instanceId: string; number: number }): Promise<void>;
  /** A job whose time is over, or that no worker took: an incident. */
  giveUpJob(job: JobRef & { why: GiveUp }): Promise<void>;
  beat(counter: number): Promise<Beat>;
}

/** What runs as a task of its own, with a time limit and attempts; a company's own worker serves it on its own queue. */
export interface TaskActivities {
  runJob(job: JobRef): Promise<JobOutcome>;
  /** Tells every open instance again, at a limited rate. */
  reconcile(): Promise<void>;
}

export interface JobRef {
  key: string;
  /** Installation epoch under which the workflow was told of it. */
  epoch: string;
}

export type GiveUp = 'timedOut' | 'notTaken' | 'failed';

/** Ids and words only: what a job yields is in Postgres. */
export interface JobOutcome {
  outcome: 'done' | 'failed' | 'uncertain' | 'cancelled' | 'revoked' | 'ignored' | 'stopped' | 'suspended';
}
