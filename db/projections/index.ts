import type { Effect, Fact, RecordLink } from '../../engine/contract/index.ts';
import { incidentProjection } from './incident.ts';
import { jobProjection } from './job.ts';
import { messageSubscriptionProjection } from './message-subscription.ts';
import { isMove } from './moved-rows.ts';
import type { Projection, ProjectionContext } from './projection.ts';
import { RowFold } from './row-fold.ts';
import { signalSubscriptionProjection } from './signal-subscription.ts';
import { timerProjection } from './timer.ts';
import { userTaskProjection } from './user-task.ts';

export const projections: Projection[] = [
  userTaskProjection,
  timerProjection,
  incidentProjection,
  jobProjection,
  messageSubscriptionProjection,
  signalSubscriptionProjection,
];

/** Rows of every read model that these facts make or change, in the order of `projections`. */
export function projectFacts(facts: Fact[], context: ProjectionContext): { projection: Projection; rows: RowFold }[] {
  const hashes = packagesAt(facts, context.packageHash);
  return projections.map((projection) => {
    const rows = new RowFold();
    for (const [index, fact] of facts.entries()) {
      const packageHash = hashes?.[index] ?? context.packageHash;
      const changes = projection.fold(fact, packageHash === context.packageHash ? context : { ...context, packageHash });
      for (const change of [changes ?? []].flat()) rows.add(change);
    }
    return { projection, rows };
  });
}

/** Version the case was at when each fact happened; null = the same for all of them. `last` = after the last one. */
function packagesAt(facts: Fact[], last: string): string[] | null {
  if (!facts.some(isMove)) return null;
  let hash = last;
  return facts
    .toReversed()
    .map((fact) => {
      const at = hash;
      if (isMove(fact)) hash = fact.from;
      return at;
    })
    .reverse();
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
