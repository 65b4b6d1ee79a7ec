import type { Db } from '../database.ts';

export interface NewColleague {
  id: string;
  name: string;
  email: string;
  passwordHash: string;
  roles: string[];
  teams: string[];
  locale: string;
}

/** Adds a colleague who signs in by his own password. @returns false when the login is taken; teams that do not exist are made. */
export async function insertColleague(db: Db, person: NewColleague): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const added = await trx
      .insertInto('app_user')
      .values({
        id: person.id,
        login: person.id,
        name: person.name,
        email: person.email,
        password_hash: person.passwordHash,
        roles: person.roles,
        locale: person.locale,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added) return false;
    for (const key of person.teams) {
      await trx
        .insertInto('team')
        .values({ key, name: key })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await trx.insertInto('membership').values({ user_id: person.id, team_key: key }).execute();
    }
    return true;
  });
}
