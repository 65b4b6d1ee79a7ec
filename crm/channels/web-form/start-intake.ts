import { getCampaignByKey, getChannel } from '../../../db/queries/crm-campaigns.ts';
import { getIntake, listWaitingIntake, reopenIntake, settleIntake } from '../../../db/queries/crm-intake.ts';
import { insertInteraction } from '../../../db/queries/crm-interactions.ts';
import { findPeopleByPoints } from '../../../db/queries/crm-people.ts';
import type { Variables } from '../../../engine/contract/index.ts';
import { derivedId, derivedInstanceId } from '../../derived-id.ts';
import { verifyContact } from '../../verification/index.ts';
import type { ChannelDeps } from '../channel-deps.ts';
import { packageOfChannel } from '../packages.ts';
import { readPayload } from './read-payload.ts';

export type IntakeResult =
  /** `attached`: a new interest of a person who is known. */
  | { outcome: 'started' | 'attached'; recordId: string; instanceId: string }
  | { outcome: 'refused'; reason: string }
  /** Not waiting: started already, on the spam shelf, or unknown. */
  | { outcome: 'nothingToDo' };

const actor = { id: 'system:intake', roles: [], groups: [] };

/** Starts the case of what was captured, under an id derived from it: as often as you like, once. */
export async function startIntake(deps: ChannelDeps, id: string, by: string): Promise<IntakeResult> {
  const intake = await getIntake(deps.db, id);
  if (intake?.status !== 'waiting') return { outcome: 'nothingToDo' };
  const channel = await getChannel(deps.db, intake.channel);
  const pkg = channel && (await packageOfChannel(deps.db, channel.package_key));
  const at = new Date(deps.now());
  const refuse = async (reason: string): Promise<IntakeResult> => {
    await settleIntake(deps.db, id, { status: 'refused', reason, recordId: null, instanceId: null, personId: null, by, at });
    return { outcome: 'refused', reason };
  };
  if (!channel || !pkg) return refuse(`The process "${channel?.package_key ?? ''}" is not published`);

  const record = readPayload(intake.payload, channel, pkg);
  const country = channel.default_country ?? deps.defaultCountry;
  const text = (field: string) => (typeof record.fields[field] === 'string' ? (record.fields[field] as string) : null);
  const contact = { name: text('name'), phone: text('phone'), email: text('email'), country: text('country') ?? country };
  const [known] = await findPeopleByPoints(deps.db, verifyContact(contact, country).points);
  const recordId = derivedId(`intake:${id}`);
  const instanceId = derivedInstanceId(pkg.key, `intake:${id}`);
  const campaignKey = intake.payload.utm_campaign;
  const campaign = typeof campaignKey === 'string' ? await getCampaignByKey(deps.db, campaignKey) : undefined;
  const fields: Variables = {
    ...record.fields,
    country: contact.country,
    channel: channel.key,
    ...(record.fields.source === undefined ? { source: 'webForm' } : {}),
    ...(channel.contact_elsewhere ? { contactElsewhere: true } : {}),
    intakeReference: intake.reference,
  };
  const settled = {
    status: known ? ('attached' as const) : ('started' as const),
    reason: null,
    recordId,
    instanceId,
    personId: known?.id ?? null,
    by,
    at,
  };
  const result = await deps.door.startInstance({
    instanceId,
    commandId: `intake:${id}`,
    packageKey: pkg.key,
    variables: {},
    records: [
      {
        alias: pkg.recordType,
        type: pkg.recordType,
        id: recordId,
        relation: 'owns',
        create: { title: record.title, personId: known?.id ?? null, campaignId: campaign?.id ?? channel.campaign_id, fields },
      },
    ],
    actor,
    alongside: async (trx) => {
      await insertInteraction(
        trx,
        {
          id: derivedId(`interaction:intake:${id}`),
          kind: 'form',
          direction: 'in',
          at: intake.at,
          author: null,
          personId: known?.id ?? null,
          subject: channel.name,
          body: text('need') ?? '',
          outcome: null,
          seconds: null,
          messageId: null,
        },
        [recordId],
      );
      await settleIntake(trx, id, settled);
    },
  });
  if (result.status === 'done') {
    if (result.repeated) await settleIntake(deps.db, id, settled);
    return { outcome: settled.status, recordId, instanceId };
  }
  if (result.status === 'commandIdReused') {
    // Another process was first, which knew other people than this one; it has settled it along with its case.
    const first = await getIntake(deps.db, id);
    if (first?.status === 'waiting') await settleIntake(deps.db, id, settled);
    return { outcome: first?.status === 'attached' ? 'attached' : 'started', recordId, instanceId };
  }
  return refuse(result.status === 'refused' ? result.rejection.message : `The start was answered "${result.status}"`);
}

/** Starts what was captured before a crash. Call it at the start and every few seconds; one that fails holds up no other. @returns how many were looked at. */
export async function startWaitingIntake(deps: ChannelDeps, olderThanMs = 5_000, limit = 100): Promise<number> {
  const waiting = await listWaitingIntake(deps.db, new Date(deps.now() - olderThanMs), limit);
  const faults: unknown[] = [];
  for (const intake of waiting) await startIntake(deps, intake.id, 'system:intake').catch((error) => faults.push(error));
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} captured forms could not be started`);
  return waiting.length;
}

/** Not spam: takes it from the shelf and starts it. */
export async function releaseIntake(deps: ChannelDeps, id: string, by: string): Promise<IntakeResult> {
  const reopened = await reopenIntake(deps.db, id, ['spam'], by, new Date(deps.now()));
  return reopened ? startIntake(deps, id, by) : { outcome: 'nothingToDo' };
}

/** Runs a refused raw payload again, after its mapping or process was corrected. */
export async function rerunIntake(deps: ChannelDeps, id: string, by: string): Promise<IntakeResult> {
  const reopened = await reopenIntake(deps.db, id, ['refused', 'waiting'], by, new Date(deps.now()));
  return reopened ? startIntake(deps, id, by) : { outcome: 'nothingToDo' };
}
