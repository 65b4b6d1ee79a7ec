import type { SuspensionView } from '../../../api/contract/tasks.ts';
import type { Say } from '../../lib/text/text.ts';

/** Who suspended the case, since when and why; each of them only as far as it is known. */
export function suspendedText({ by, reason }: SuspensionView, at: string, t: Say): string {
  const who = by ? t('task.suspendedBy', { by: by.name, at }) : t('task.suspended', { at });
  return reason ? t('task.suspendedReason', { who, reason }) : who;
}
