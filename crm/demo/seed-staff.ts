import type { Database } from '../../db/database.ts';
import { readCalendars, storeCalendar } from '../../db/queries/calendars.ts';
import { saveCampaign, saveChannel } from '../../db/queries/crm-campaigns.ts';
import { insertColleagues, insertTeams } from '../../db/queries/crm-demo.ts';
import { derivedId } from '../derived-id.ts';
import { officeCalendar } from './office-calendar.ts';
import { demoPassword, demoPeople, demoTeams } from './people.ts';

export interface StaffDeps {
  db: Database;
  now(): number;
  /** argon2id. */
  hashPassword(password: string): Promise<string>;
}

export interface DemoUser {
  login: string;
  password: string;
  what: string;
}

/** The one that brings rubbish is `cheap-clicks`. */
export const demoCampaigns = [
  { key: 'labels-autumn', name: 'Labels in autumn', channel: 'web-form', skip: false },
  { key: 'packaging-fair', name: 'Packaging fair', channel: 'file', skip: false },
  { key: 'cheap-clicks', name: 'Cheap clicks', channel: 'web-form', skip: false },
  { key: 'partners', name: 'Partners', channel: 'web-form', skip: true },
] as const;

export const campaignId = (key: string) => derivedId(`campaign:${key}`);

/** The demo company's people, calendar, campaigns and channels; its processes are published by the caller. Twice makes them once. */
export async function seedStaff(deps: StaffDeps): Promise<DemoUser[]> {
  const { db } = deps;
  const at = new Date(deps.now());
  const calendars = await readCalendars(db, at);
  if (!calendars.some((calendar) => calendar.name === 'office')) {
    await storeCalendar(db, { definition: officeCalendar(at.getUTCFullYear(), 'PL', 'Europe/Warsaw'), isDefault: true, actor: null });
  }
  const passwordHash = await deps.hashPassword(demoPassword);
  await insertTeams(db, demoTeams);
  await insertColleagues(
    db,
    demoPeople.map(({ what: _, ...person }) => ({
      ...person,
      login: person.id,
      email: `${person.id}@perennial.example`,
      passwordHash,
      demoPassword,
    })),
  );
  for (const { key, name, channel, skip } of demoCampaigns) {
    await saveCampaign(db, { id: campaignId(key), key, name, channel, skip_pre_sales: skip, at });
  }
  await saveChannel(db, { key: 'web-form', kind: 'webForm', name: 'Web form', default_country: 'PL', trap_field: 'website2', at });
  await saveChannel(db, { key: 'file', kind: 'file', name: 'File import', default_country: 'PL', at });
  return demoPeople.map(({ id, what }) => ({ login: id, password: demoPassword, what }));
}
