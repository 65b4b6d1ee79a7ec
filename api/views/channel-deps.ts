import type { ChannelDeps } from '../../crm/channels/channel-deps.ts';
import type { IntakeResult } from '../../crm/channels/web-form/index.ts';
import type { ApiContext } from '../context.ts';
import { type Refusal, refuse } from '../http/refusal.ts';

export function channelDeps({ db, door, now, settings }: ApiContext): ChannelDeps {
  return { db, door, now, defaultCountry: settings.installation.country };
}

export function intakeAnswer(result: IntakeResult): { ok: true } | Refusal {
  if (result.outcome === 'refused') return refuse(422, 'intakeRefused', result.reason, { params: { reason: result.reason } });
  if (result.outcome === 'nothingToDo')
    return refuse(409, 'intakeNotWaiting', 'There is nothing to run: it does not exist, or became a case already.');
  return { ok: true };
}
