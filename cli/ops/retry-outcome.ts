import type { z } from 'zod';
import { getIncident } from '../../api/contract/index.ts';
import { type Call, rest } from './frame.ts';
import { stepText } from './names.ts';

type Told = z.infer<typeof getIncident.reply>;

export type Outcome = { outcome: 'passed' | 'failedAgain' | 'stillRuns' | 'notSeen'; told: Told };

const longestMs = 15_000;
const askEveryMs = 300;

/** What a retry came to: asked until the element's job has an outcome, or something stopped the case again; not longer than some seconds. */
export async function outcomeOf({ client }: Call, incident: string): Promise<Outcome> {
  const until = Date.now() + longestMs;
  for (;;) {
    const told = await client.call(getIncident, { params: { incident } });
    if (told.next) return { outcome: 'failedAgain', told };
    if (told.status === 'open') return { outcome: 'notSeen', told };
    if (!told.case.working) return { outcome: 'passed', told };
    if (Date.now() > until) return { outcome: 'stillRuns', told };
    await rest(askEveryMs);
  }
}

export function outcomeText({ outcome, told }: Outcome): string {
  const { next, case: now } = told;
  if (outcome === 'failedAgain' && next) {
    const place = next.element ? ` at ${stepText({ id: next.element, name: next.elementName })}` : '';
    return `failed again${place}: ${next.code}, ${next.message}\nnew incident: ${next.id}\n`;
  }
  if (outcome === 'notSeen') return 'the incident is still open\n';
  if (outcome === 'stillRuns') return `retried; its job has no outcome after ${longestMs / 1000} s: look again with \`ops incidents\`\n`;
  const steps = now.steps.map(stepText);
  return now.status === 'open'
    ? `passed: the case goes on${steps.length > 0 ? `, now at ${steps.join(', ')}` : ''}\n`
    : `passed: the case has ended (${now.status})\n`;
}
