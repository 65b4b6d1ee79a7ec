import type { CaseWait } from '../../../api/contract/records.ts';
import type { Say } from '../../lib/text/text.ts';

/** One thing a case waits for, as a sentence; `at` says a moment in the reader's words, `now` in milliseconds. */
export function waitText(wait: CaseWait, t: Say, at: (instant: string) => string, now: number): string {
  const { kind, element, name, attempt, attempts } = wait;
  if (kind === 'message' || kind === 'signal') return t(`wait.${kind}`, { element, name });
  const when = wait.at ? at(wait.at) : '';
  if (kind === 'timer') return t('wait.timer', { element, at: when });
  if (!attempt) return wait.at && Date.parse(wait.at) > now ? t('wait.jobLater', { element, at: when }) : t('wait.jobSoon', { element });
  const said = t('wait.job', { element, attempt, attempts, at: when });
  return wait.nextAt && Date.parse(wait.nextAt) > now ? `${said} ${t('wait.jobNext', { at: at(wait.nextAt) })}` : said;
}
