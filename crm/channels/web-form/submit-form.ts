import { createHash, randomUUID } from 'node:crypto';
import { getChannel } from '../../../db/queries/crm-campaigns.ts';
import { countRecent, countRepeat, insertIntake, lockIntake } from '../../../db/queries/crm-intake.ts';
import type { Variables } from '../../../engine/contract/index.ts';
import { storableJson } from '../../../engine/text/storable.ts';
import type { ChannelDeps } from '../channel-deps.ts';
import { startIntake } from './start-intake.ts';

export interface FormSubmission {
  /** Key of the channel, from the address. */
  channel: string;
  payload: Variables;
  /** Of the sender, for the quota's sake. */
  address: string | null;
}

export type SubmitResult =
  | { outcome: 'taken'; reference: string }
  | { outcome: 'unknownChannel' }
  | { outcome: 'quota'; retryAfterSeconds: number }
  | { outcome: 'tooLarge'; message: string };

const maxKeys = 100;
const maxCharacters = 100_000;

/**
 * Takes what a public form sends: the raw payload is committed first, then the case is started under an id derived
 * from it. The answer is the same for known and unknown people, trapped or not; equal posts in a burst get one reference.
 */
export async function submitForm(deps: ChannelDeps, submission: FormSubmission): Promise<SubmitResult> {
  const channel = await getChannel(deps.db, submission.channel);
  if (!channel?.active) return { outcome: 'unknownChannel' };
  const given = storableJson(submission.payload) as Variables;
  const text = canonical(given);
  if (Object.keys(given).length > maxKeys || text.length > maxCharacters) {
    return { outcome: 'tooLarge', message: `A form may have ${maxKeys} fields and ${maxCharacters} characters` };
  }
  const at = new Date(deps.now());
  const payloadHash = createHash('sha256').update(text).digest('hex');
  const id = randomUUID();
  const taken = await deps.db.transaction().execute(async (trx) => {
    await lockIntake(trx, channel.key, payloadHash);
    const before = await countRepeat(trx, channel.key, payloadHash, new Date(at.getTime() - channel.burst_ms));
    if (before !== undefined) return { reference: before, fresh: false, spam: false };
    const recent = await countRecent(trx, channel.key, submission.address, at);
    if (recent.minute >= channel.quota_per_minute || recent.ownMinute >= share(channel.quota_per_minute)) return { wait: 60 };
    if (recent.day >= channel.quota_per_day || recent.ownDay >= share(channel.quota_per_day)) return { wait: 3600 };
    const spam = isTrapped(given, channel.trap_field);
    const reference = referenceOf(id);
    const { address } = submission;
    await insertIntake(trx, {
      id,
      reference,
      channel: channel.key,
      at,
      payload: given,
      payloadHash,
      address,
      status: spam ? 'spam' : 'waiting',
      reason: spam ? 'trapField' : null,
    });
    return { reference, fresh: true, spam };
  });
  if ('wait' in taken) return { outcome: 'quota', retryAfterSeconds: taken.wait ?? 60 };
  // The post is safe now; whatever keeps the case from starting is ours to repeat, never the sender's.
  if (taken.fresh && !taken.spam) await startIntake(deps, id, 'system:intake').catch(() => undefined);
  return { outcome: 'taken', reference: taken.reference };
}

/** What one address may take of a channel's quota: one robot does not close the form for everybody. */
function share(quota: number): number {
  return Math.ceil(quota / 2);
}

function isTrapped(payload: Variables, trap: string | null): boolean {
  if (trap === null || !Object.hasOwn(payload, trap)) return false;
  const value = payload[trap];
  return value !== null && value !== undefined && value !== '' && value !== false;
}

/** Read aloud on the phone: no letters that look like digits. */
function referenceOf(id: string): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  const bytes = createHash('sha256').update(id).digest();
  return Array.from({ length: 8 }, (_, position) => alphabet[bytes[position]! % alphabet.length]).join('');
}

/** The same content in another order of keys is the same post. */
function canonical(payload: Variables): string {
  return JSON.stringify(Object.entries(payload).sort(([a], [b]) => (a < b ? -1 : 1)));
}
