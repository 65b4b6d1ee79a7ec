import { derivedId } from '../../../crm/derived-id.ts';
import { recogniseContact } from '../../../crm/entities/person/index.ts';
import { verifyContact } from '../../../crm/verification/index.ts';
import { getCampaign } from '../../../db/queries/crm-campaigns.ts';
import type { JobType } from '../../job-type.ts';
import { definition } from './definition.ts';

export const job: JobType<typeof definition.input, typeof definition.output> = {
  definition,
  async run(ctx, input) {
    const verified = verifyContact(input, ctx.settings.defaultCountry);
    const campaign = input.campaignId ? await getCampaign(ctx.db, input.campaignId) : undefined;
    const person = await recogniseContact(ctx.db, {
      newId: derivedId(`person:${ctx.jobKey}`),
      personId: input.personId ?? null,
      points: verified.points,
      name: input.name ?? null,
      firstName: verified.firstName,
      patronymic: verified.patronymic,
      lastName: verified.lastName,
      country: input.country ?? null,
      at: new Date(ctx.now()),
    });
    const bad = verified.problems.length > 0;
    return {
      output: {
        result: bad ? 'bad' : person?.owner ? 'known' : 'good',
        phone: verified.phone,
        email: verified.email,
        firstName: verified.firstName,
        patronymic: verified.patronymic,
        lastName: verified.lastName,
        problems: verified.problems,
        knownPersonId: person?.id ?? input.personId ?? null,
        managerId: person?.owner ?? null,
        skipPreSales: campaign?.skip_pre_sales ?? false,
      },
    };
  },
};
