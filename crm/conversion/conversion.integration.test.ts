import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { insertInteraction } from '../../db/queries/crm-interactions.ts';
import { addContactPoints, insertPerson } from '../../db/queries/crm-people.ts';
import type { Variables } from '../../engine/contract/index.ts';
import { type Crm, done, openCrm } from '../testing/open-crm.ts';

let crm: Crm | undefined;
beforeEach(async () => {
  await crm?.close();
  crm = await openCrm();
});
afterAll(() => crm?.close());

const world = () => crm as Crm;
const kinga = { id: 'kinga', roles: ['rep'], groups: ['pre-sales'], team: 'pre-sales' };
const tomasz = { id: 'tomasz', roles: ['rep'], groups: ['sales', 'sales-pl'], team: 'sales-pl' };

/** A lead that waits for its owner to accept it. */
async function assignedLead(fields: Variables): Promise<{ recordId: string; instanceId: string }> {
  const recordId = crypto.randomUUID();
  const instanceId = `lead-${recordId}`;
  const create = { title: 'Bakery Klos', fields: { name: 'Jan Kos', language: 'pl', ...fields } };
  const link = { alias: 'lead', type: 'lead', id: recordId, relation: 'owns' as const, create };
  const actor = { id: 'system:intake', roles: [], groups: [] };
  done(
    await world().door.startInstance({ instanceId, commandId: `s:${recordId}`, packageKey: 'lead', variables: {}, records: [link], actor }),
  );
  await world().settle();
  await complete(instanceId, 'PreSalesCall', kinga, { outcome: 'interested', note: 'yes', values: { 'lead.need': 'Labels' } });
  const values = { 'lead.budget': 'agreed', 'lead.decisionMaker': 'self', 'lead.buyWhen': 'month' };
  await complete(instanceId, 'Qualify', kinga, { outcome: 'qualified', values });
  await world().settle();
  return { recordId, instanceId };
}

async function complete(
  instanceId: string,
  element: string,
  actor: typeof kinga,
  completion: { outcome: string; values?: Variables; note?: string },
) {
  const [task] = await world().rows<{ element_instance: number; assignee: string | null }>(
    `select element_instance, assignee from user_task where instance_id = $1 and element = $2 and status = 'open'`,
    [instanceId, element],
  );
  const command = { type: 'completeTask' as const, task: task?.element_instance ?? 0, values: {}, ...completion };
  done(
    await world().door.executeCommand({
      instanceId,
      commandId: crypto.randomUUID(),
      command,
      actor: { ...actor, id: task?.assignee ?? actor.id },
    }),
  );
}

const counts = async () => ({
  people: await world().count('select count(*) from person'),
  organisations: await world().count('select count(*) from organisation'),
  deals: await world().count(`select count(*) from record where type = 'deal'`),
  employments: await world().count('select count(*) from employment'),
});

async function insertJan(email: string): Promise<string> {
  const id = crypto.randomUUID();
  const at = new Date(world().time.at);
  const names = { firstName: 'Jan', patronymic: null, lastName: 'Kos', language: null, country: 'PL', city: null, owner: null, team: null };
  await insertPerson(world().db, { id, name: 'Jan Kos', ...names, at });
  await addContactPoints(world().db, id, [{ kind: 'email', value: email, raw: email }], at);
  return id;
}

describe('P32: a conversion is whole or not at all', () => {
  it.each(['jan@firma.example', 'JAN@Firma.Example'])(
    'attached to the person who exists (%s): calls and files on lead and deal',
    async (email) => {
      const jan = await insertJan('jan@firma.example');
      const lead = await assignedLead({ email, company: 'Kłos Sp. z o.o.' });
      for (const id of [crypto.randomUUID(), crypto.randomUUID()]) {
        const call = {
          kind: 'call' as const,
          direction: 'out' as const,
          at: new Date(world().time.at),
          author: 'kinga',
          personId: jan,
          subject: 'Call',
        };
        await insertInteraction(world().db, { id, ...call, body: '', outcome: null, seconds: 60, messageId: null }, [lead.recordId]);
      }
      await complete(lead.instanceId, 'Accept', tomasz, { outcome: 'accepted' });
      await world().settle();
      expect(await counts()).toEqual({ people: 1, organisations: 1, deals: 1, employments: 1 });
      const [deal] = await world().rows<{ id: string; person_id: string; owner: string; fields: Variables; stage: string }>(
        `select * from record where type = 'deal'`,
      );
      expect(deal).toMatchObject({
        person_id: jan,
        owner: 'tomasz',
        stage: 'new',
        fields: { leadId: lead.recordId, need: 'Labels', kind: 'new' },
      });
      expect(await world().count('select count(*) from interaction_record where record_id = $1', [deal?.id])).toBe(2);
      expect(await world().count('select count(*) from interaction_record where record_id = $1', [lead.recordId])).toBe(2);
      const [row] = await world().rows<{ status: string; person_id: string }>('select status, person_id from record where id = $1', [
        lead.recordId,
      ]);
      expect(row).toEqual({ status: 'converted', person_id: jan });
    },
  );

  it('killed before the commit it leaves nothing, and the next attempt makes one of each', async () => {
    const lead = await assignedLead({ email: 'new@firma.example', company: 'Nowa Firma' });
    const before = await counts();
    await complete(lead.instanceId, 'Accept', tomasz, { outcome: 'accepted' });
    const { door } = world();
    const dying: typeof door = {
      ...door,
      executeCommand: (request) =>
        door.executeCommand({
          ...request,
          alongside: async (trx) => {
            await request.alongside?.(trx);
            throw new Error('killed');
          },
        }),
    };
    await expect(world().worker(dying)(lead.instanceId)).rejects.toThrow('killed');
    expect(await counts()).toEqual(before);
    await world().settle();
    await world().settle();
    expect(await counts()).toEqual({ people: 1, organisations: 1, deals: 1, employments: 1 });
    expect(await world().count(`select count(*) from instance where package_key = 'deal'`)).toBe(1);
  });

  it.each([
    [
      'the same company in another spelling',
      { company: 'KŁOS, spółka z ograniczoną odpowiedzialnością', email: 'b@firma.example' },
      { organisations: 1, people: 2 },
    ],
    ['the same person, no company named', { email: 'a@firma.example' }, { organisations: 1, people: 1 }],
    ['another company', { company: 'Klos 2', email: 'a@firma.example' }, { organisations: 2, people: 1 }],
  ])('%s', async (_, fields, expected) => {
    for (const each of [{ company: 'Kłos Sp. z o.o.', email: 'a@firma.example' }, fields]) {
      const lead = await assignedLead(each);
      await complete(lead.instanceId, 'Accept', tomasz, { outcome: 'accepted' });
      await world().settle();
      // The first makes Tomasz his manager: the second lead is then a known customer's.
      crm?.mails.splice(0);
      if (each !== fields) await world().rows(`update person set owner = null`);
    }
    expect(await counts()).toMatchObject({ ...expected, deals: 2 });
  });
});
