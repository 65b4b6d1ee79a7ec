import type { Db } from '../database.ts';
import type { InteractionTable } from '../tables/crm-interaction.ts';

export interface NewInteraction {
  id: string;
  kind: InteractionTable['kind'];
  direction: 'in' | 'out' | null;
  at: Date;
  author: string | null;
  personId: string | null;
  subject: string;
  body: string;
  outcome: string | null;
  seconds: number | null;
  messageId: string | null;
}

/** Twice with the same id makes one. */
export async function insertInteraction(db: Db, interaction: NewInteraction, recordIds: string[]): Promise<void> {
  const { personId, messageId, ...rest } = interaction;
  await db
    .insertInto('interaction')
    .values({ ...rest, person_id: personId, message_id: messageId, created_at: interaction.at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  if (recordIds.length === 0) return;
  await db
    .insertInto('interaction_record')
    .values(recordIds.map((record) => ({ interaction_id: interaction.id, record_id: record })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
