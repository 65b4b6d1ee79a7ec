import type { Db } from '../../db/database.ts';
import { findEmployers, findOrganisations, findPeopleByPoints, getPerson, type PointValue } from '../../db/queries/crm-people.ts';
import { findOpenCustomer, getRecord, type RecordRow } from '../../db/queries/crm-records.ts';
import type { Variables } from '../../engine/contract/index.ts';
import { derivedId } from '../derived-id.ts';
import { organisationKey } from '../entities/organisation/index.ts';
import { verifyContact } from '../verification/index.ts';

export interface ConversionRequest {
  /** Ids of what is made derive from it. */
  key: string;
  leadId: string;
  owner: string | null;
  dealType: string;
  defaultCountry: string;
  at: Date;
}

export interface ConversionPlan {
  lead: RecordRow;
  owner: string | null;
  person: { id: string; name: string; known: boolean };
  organisation: { id: string; name: string; nameKey: string; known: boolean };
  points: PointValue[];
  position: string | null;
  deal: { id: string; type: string; title: string; fields: Variables };
  at: Date;
}

/** Fields that go from lead to deal under the same name. */
const carried = [
  'name',
  'phone',
  'email',
  'company',
  'position',
  'country',
  'city',
  'language',
  'need',
  'products',
  'business',
  'geography',
  'orderVolume',
  'source',
  'score',
];

/** What the conversion will make and what it attaches to. Reads only. */
export async function planConversion(db: Db, request: ConversionRequest): Promise<ConversionPlan | undefined> {
  const lead = await getRecord(db, request.leadId);
  if (!lead) return undefined;
  const text = (field: string) => (typeof lead.fields[field] === 'string' ? (lead.fields[field] as string).trim() || null : null);
  const { points } = verifyContact(
    { phone: text('phone'), email: text('email'), country: text('country'), contactElsewhere: true },
    request.defaultCountry,
  );
  const person = await choosePerson(db, lead, points, text('name'), request.key);
  const organisation = await chooseOrganisation(db, person, text('company'), request.key);
  const customerId = person.known ? await findOpenCustomer(db, person.id, organisation.known ? organisation.id : null) : undefined;
  const fields = Object.fromEntries(carried.flatMap((key) => (lead.fields[key] === undefined ? [] : [[key, lead.fields[key]]])));
  return {
    lead,
    owner: request.owner ?? lead.owner,
    person,
    organisation,
    points,
    position: text('position'),
    deal: {
      id: derivedId(`deal:${request.key}`),
      type: request.dealType,
      title: lead.title,
      fields: {
        ...fields,
        kind: 'new',
        leadId: lead.id,
        startedAt: request.at.toISOString(),
        ...(customerId ? { customerId } : {}),
      } as Variables,
    },
    at: request.at,
  };
}

async function choosePerson(
  db: Db,
  lead: RecordRow,
  points: PointValue[],
  name: string | null,
  key: string,
): Promise<ConversionPlan['person']> {
  const linked = lead.person_id ? await getPerson(db, lead.person_id) : undefined;
  const id = linked?.merged_into ?? linked?.id ?? (await findPeopleByPoints(db, points))[0]?.id;
  const known = id === undefined ? undefined : await getPerson(db, id);
  if (known) return { id: known.id, name: known.name, known: true };
  return { id: derivedId(`person:${key}`), name: name ?? lead.title, known: false };
}

/** The company named; else where the person works; else one under the person's own name. */
async function chooseOrganisation(
  db: Db,
  person: ConversionPlan['person'],
  company: string | null,
  key: string,
): Promise<ConversionPlan['organisation']> {
  const employers = person.known ? await findEmployers(db, person.id) : [];
  const first = employers[0];
  if (company === null && first) return { id: first.id, name: first.name, nameKey: first.name_key, known: true };
  const name = company ?? person.name;
  const nameKey = organisationKey(name);
  const same =
    employers.find((each) => each.name_key === nameKey) ?? (company === null ? undefined : (await findOrganisations(db, nameKey))[0]);
  if (same) return { id: same.id, name: same.name, nameKey: same.name_key, known: true };
  return { id: derivedId(`organisation:${key}`), name, nameKey, known: false };
}
