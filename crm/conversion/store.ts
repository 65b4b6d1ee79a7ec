import type { Transaction } from '../../db/database.ts';
import {
  addContactPoints,
  findPeopleByPoints,
  insertEmployment,
  insertOrganisation,
  insertPerson,
  lockContactValues,
  setPersonOwner,
} from '../../db/queries/crm-people.ts';
import { insertRecord, shareHistory } from '../../db/queries/crm-records.ts';
import { cut } from '../../engine/text/cut.ts';
import { derivedId } from '../derived-id.ts';
import { splitName } from '../verification/index.ts';
import type { ConversionPlan } from './plan.ts';

/** Somebody made this person between plan and commit: nothing is stored, and the job's next attempt attaches to him. */
export class ConversionRacedError extends Error {
  override name = 'ConversionRacedError';
}

/** Person, organisation, employment, deal and history, in the transaction of the job's result. */
export async function storeConversion(trx: Transaction, plan: ConversionPlan): Promise<void> {
  const { lead, person, organisation, at } = plan;
  const text = (field: string) => (typeof lead.fields[field] === 'string' ? (lead.fields[field] as string) : null);
  await lockContactValues(trx, plan.points);
  if (!person.known) {
    const [other] = await findPeopleByPoints(trx, plan.points);
    if (other && other.id !== person.id) throw new ConversionRacedError(`person ${other.id} has this contact since a moment ago`);
    const parts = splitName(text('name') ?? '', text('country'));
    await insertPerson(trx, {
      id: person.id,
      name: person.name,
      ...parts,
      language: text('language'),
      country: text('country'),
      city: text('city'),
      owner: plan.owner,
      team: lead.team,
      at,
    });
  }
  await setPersonOwner(trx, person.id, plan.owner, lead.team, at);
  await addContactPoints(trx, person.id, plan.points, at);
  if (!organisation.known) {
    await insertOrganisation(trx, {
      id: organisation.id,
      name: organisation.name,
      nameKey: organisation.nameKey,
      country: text('country'),
      city: text('city'),
      website: text('website'),
      business: text('business'),
      owner: plan.owner,
      team: lead.team,
      at,
    });
  }
  await insertEmployment(trx, derivedId(`employment:${person.id}:${organisation.id}`), person.id, organisation.id, plan.position);
  await insertRecord(trx, {
    id: plan.deal.id,
    type: plan.deal.type,
    title: plan.deal.title,
    stage: null,
    owner: plan.owner,
    team: lead.team,
    amount: lead.amount,
    personId: person.id,
    organisationId: organisation.id,
    campaignId: lead.campaign_id,
    fields: plan.deal.fields,
    search: cut(
      [plan.deal.title, ...Object.values(plan.deal.fields).filter((value) => typeof value === 'string')].join(' ').toLowerCase(),
      4000,
    ),
    at,
  });
  await shareHistory(trx, lead.id, plan.deal.id);
}
