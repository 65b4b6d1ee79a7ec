import { derivedId, derivedInstanceId } from '../../../crm/derived-id.ts';
import { getRecord } from '../../../db/queries/crm-records.ts';
import { startedCase } from '../../../db/queries/started-case.ts';
import type { Variables } from '../../../engine/contract/index.ts';
import type { JobType } from '../../job-type.ts';
import { definition } from './definition.ts';

const actor = { id: 'system:job', roles: [], groups: [] };

export const job: JobType<typeof definition.input, typeof definition.output> = {
  definition,
  async run(ctx, input) {
    const instanceId = derivedInstanceId(input.package, ctx.jobKey);
    const recordId = input.recordId ?? derivedId(`record:${ctx.jobKey}`);
    const known = input.recordId ? await getRecord(ctx.db, input.recordId) : undefined;
    const link = { alias: input.recordType, type: input.recordType, id: recordId, relation: 'owns' as const };
    const fields = withoutNulls({ startedAt: new Date(ctx.now()).toISOString(), ...input.fields });
    const create = {
      title: input.title?.trim() || 'Untitled',
      owner: input.owner ?? null,
      team: input.team ?? null,
      amount: input.amount ?? null,
      personId: input.personId ?? null,
      organisationId: input.organisationId ?? null,
      campaignId: input.campaignId ?? null,
      fields,
    };
    const commandId = `job:${ctx.jobKey}`;
    const result = await ctx.door.startInstance({
      instanceId,
      commandId,
      packageKey: input.package,
      ...(input.element ? { element: input.element } : {}),
      variables: withoutNulls(input.variables ?? {}),
      records: [known ? link : { ...link, create }],
      actor,
      job: ctx.jobKey,
    });
    if (result.status === 'done') return { output: { instanceId, recordId } };
    // An attempt that was lost after it has started the case: at another time, and maybe with what was mended since.
    const before = result.status === 'commandIdReused' ? await startedCase(ctx.db, commandId) : undefined;
    if (before) return { output: before };
    const message = result.status === 'refused' ? result.rejection.message : `The start was answered "${result.status}"`;
    // A machine out of breath stops fair work, too: what was only stopped is tried again.
    const retry = result.status === 'refused' && result.rejection.code === 'stopped';
    const endless = result.status === 'refused' && result.rejection.params?.chain !== undefined;
    return { error: { code: endless ? 'chainLimit' : 'startRefused', message }, retry };
  },
};

function withoutNulls(values: { [name: string]: unknown }): Variables {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as Variables;
}
