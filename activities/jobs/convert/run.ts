import { planConversion, storeConversion } from '../../../crm/conversion/index.ts';
import type { JobType } from '../../job-type.ts';
import { definition } from './definition.ts';

export const job: JobType<typeof definition.input, typeof definition.output> = {
  definition,
  async run(ctx, input) {
    const plan = await planConversion(ctx.db, {
      key: ctx.jobKey,
      leadId: input.leadId,
      owner: input.owner ?? null,
      dealType: input.dealType,
      defaultCountry: ctx.settings.defaultCountry,
      at: new Date(ctx.now()),
    });
    if (!plan) return { error: { code: 'leadUnknown', message: `There is no record ${input.leadId}` }, retry: false };
    return {
      output: {
        dealId: plan.deal.id,
        personId: plan.person.id,
        organisationId: plan.organisation.id,
        attached: { person: plan.person.known, organisation: plan.organisation.known },
      },
      alongside: (trx) => storeConversion(trx, plan),
    };
  },
};
