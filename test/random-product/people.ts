import { demoPassword, demoPeople } from '../../crm/demo/people.ts';
import type { Actor } from '../../engine/contract/index.ts';
import { ApiClient, ApiError } from '../helpers/api-client.ts';
import type { Journal } from './journal.ts';

/** Those of the kernel's random paths, and who they are in the product's demo staff. */
export const loginOf: { [name: string]: string } = { anna: 'tomasz', boris: 'olga', chief: 'marta' };

export interface Person {
  client: ApiClient;
  actor: Actor;
}

export type People = Map<string, Person>;

export async function signInAll(url: string): Promise<People> {
  const people: People = new Map();
  for (const login of ['tomasz', 'olga', 'marta', 'piotr', 'adam']) {
    const client = new ApiClient(url);
    await client.signIn(login, demoPassword);
    people.set(login, { client, actor: actorOf(login) });
  }
  return people;
}

/** As the product makes an actor of a user (`api/access/reader.ts`). */
function actorOf(login: string): Actor {
  const found = demoPeople.find(({ id }) => id === login);
  if (!found) throw new Error(`${login} is not of the demo staff`);
  const { id, roles, teams } = found;
  return { id, roles, groups: [...new Set([...teams, ...roles])], ...(teams[0] === undefined ? {} : { team: teams[0] }) };
}

/** A part that dies often is started again later and later. */
const patienceMs = 300_000;

/**
 * Calls again with the same key until it is answered, as a client does whose server dies; signs in anew when the moved clock ended the
 * session. Undefined = refused; what is not answered in five minutes is a fault.
 */
export async function insist<T>(journal: Journal, { client, actor }: Person, what: string, call: () => Promise<T>): Promise<T | undefined> {
  const from = Date.now();
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 0;
      if (status === 401) await client.signIn(actor.id, demoPassword).catch(() => undefined);
      else if (status >= 400 && status < 500) {
        journal.refuse((error as ApiError).problem.code);
        return undefined;
      }
      if (Date.now() - from > patienceMs) {
        journal.faults.push(`${what}: ${(error as Error).message}`);
        return undefined;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
