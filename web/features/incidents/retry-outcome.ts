import type { z } from 'zod';
import type { getIncident } from '../../../api/contract/operations.ts';
import type { Say } from '../../lib/text/text.ts';

export type Told = z.output<typeof getIncident.reply>;

const longestMs = 15_000;
const askEveryMs = 700;

/** What became of a retry: asked until its step has an outcome, not longer than some seconds. `ask` reads the incident. */
export async function outcomeOf(ask: () => Promise<Told>, rest: (ms: number) => Promise<void> = pause): Promise<Told> {
  for (let waited = 0; ; waited += askEveryMs) {
    const told = await ask();
    if (told.next || told.status === 'open' || !told.case.working || waited >= longestMs) return told;
    await rest(askEveryMs);
  }
}

/** The same as a sentence for the status line. */
export function outcomeText(told: Told, title: string, t: Say): string {
  const { next, case: now } = told;
  if (next) return t('incident.failedAgain', { case: title, step: next.elementName ?? next.element ?? title, cause: next.text });
  if (told.status === 'open') return t('incident.stillOpen', { case: title });
  if (now.working) return t('incident.stillRuns', { case: title });
  const steps = now.steps.flatMap(({ name }) => name ?? []);
  if (now.status !== 'open') return t('incident.passedToEnd', { case: title });
  return steps.length > 0 ? t('incident.passedTo', { case: title, steps: steps.join(', ') }) : t('incident.passed', { case: title });
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
