import type { Effect, Fact, RecordLink } from '../../engine/contract/index.ts';
import type { RowChange } from './row-fold.ts';

/** A read model of one instance: what facts make of its rows, at a commit as in a rebuild. */
export interface Projection {
  table: 'user_task' | 'timer' | 'incident' | 'job' | 'message_subscription' | 'signal_subscription';
  /** Column that, with `instance_id`, names a row. */
  key: string;
  keyType: 'integer' | 'text';
  /** Columns written from facts, besides `instance_id` and the key. */
  columns: string[];
  /** What this fact does to a row; undefined = it is of no concern here. */
  fold(fact: Fact, context: ProjectionContext): RowChange | RowChange[] | undefined;
}

/** What a row needs to know that its facts do not carry. */
export interface ProjectionContext {
  instanceId: string;
  packageKey: string;
  packageHash: string;
  /** Hash of another package that the element instance belongs to, through a call. */
  calledHash?(elementInstance: number): string | undefined;
  /** The record its work belongs to: owned before referred to. */
  record?: RecordLink;
  /** The `runJob` effect of a job, which carries its retry policy. */
  runJob(job: string): Extract<Effect, { type: 'runJob' }> | undefined;
}
