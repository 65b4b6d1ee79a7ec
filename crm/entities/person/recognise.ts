import type { Database } from '../../../db/database.ts';
import {
  addContactPoints,
  findPeopleByPoints,
  getPerson,
  insertPerson,
  lockContactValues,
  type PointValue,
} from '../../../db/queries/crm-people.ts';

export interface Recognisable {
  /** Id of the person if he is new; derived, so that a repetition makes nobody twice. */
  newId: string;
  /** He is already known to be this one. */
  personId: string | null;
  points: PointValue[];
  name: string | null;
  firstName: string | null;
  patronymic: string | null;
  lastName: string | null;
  country: string | null;
  at: Date;
}

export interface Recognised {
  id: string;
  /** His manager. */
  owner: string | null;
  isNew: boolean;
}

/**
 * The person with exactly this phone or e-mail, or a new one. Whoever is about to make a person of the same value
 * waits, so two leads of one second are one person. Without any contact nobody is made.
 */
export async function recogniseContact(db: Database, contact: Recognisable): Promise<Recognised | undefined> {
  if (contact.personId === null && contact.points.length === 0) return undefined;
  return db.transaction().execute(async (trx) => {
    await lockContactValues(trx, contact.points);
    const meant = contact.personId === null ? undefined : await getPerson(trx, contact.personId);
    const id = meant?.merged_into ?? meant?.id ?? (await findPeopleByPoints(trx, contact.points))[0]?.id;
    const found = id === undefined ? undefined : await getPerson(trx, id);
    if (found) {
      await addContactPoints(trx, found.id, contact.points, contact.at);
      return { id: found.id, owner: found.owner, isNew: found.id === contact.newId };
    }
    const { newId, personId: _, points, at, name, ...parts } = contact;
    const shown = name?.trim() || points[0]?.raw || 'Unknown';
    await insertPerson(trx, { id: newId, name: shown, ...parts, language: null, city: null, owner: null, team: null, at });
    await addContactPoints(trx, newId, points, at);
    return { id: newId, owner: null, isNew: true };
  });
}
