import type { Effect, Fact, RecordLink } from '../../engine/contract/index.ts';
import { incidentProjection } from './incident.ts';
import { jobProjection } from './job.ts';
import { messageSubscriptionProjection } from './message-subscription.ts';
import type { Projection, ProjectionContext } from './projection.ts';
import { RowFold } from './row-fold.ts';
import { timerProjection } from './timer.ts';
import { userTaskProjection } from './user-task.ts';

export const projections: Projection[] = [
  userTaskProjection,
  timerProjection,
  incidentProjection,
  jobProjection,
  messageSubscriptionProjection,
];

/** Rows of every read model that these facts make or change, in the order of `projections`. */
export function projectFacts(facts: Fact[], context: ProjectionContext): { projection: Projection; rows: RowFold }[] {
  return projections.map((projection) => {
    const rows = new RowFold();
    for (const fact of facts) {
      for (const change of [projection.fold(fact, context) ?? []].flat()) rows.add(change);
    }
    return { projection, rows };
  });
}

/** The record that an instance's work belongs to. */
export function mainRecord(links: RecordLink[], recordType: string | undefined): RecordLink | undefined {
  return (
    links.find((link) => link.relation === 'owns' && link.type === recordType) ??
    links.find((link) => link.relation === 'owns') ??
    links.find((link) => link.type === recordType) ??
    links[0]
  );
}

/** Looks a job's `runJob` effect up in a list; the newest wins (retries run the same job again). */
export function runJobIn(effects: Effect[]): ProjectionContext['runJob'] {
  return (job) => effects.findLast((effect) => effect.type === 'runJob' && effect.job === job) as ReturnType<ProjectionContext['runJob']>;
}
