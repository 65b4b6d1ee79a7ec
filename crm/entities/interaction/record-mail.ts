import type { Db } from '../../../db/database.ts';
import { insertInteraction } from '../../../db/queries/crm-interactions.ts';

export interface SentMail {
  id: string;
  recordIds: string[];
  messageId: string;
  subject: string;
  body: string;
  at: Date;
}

/** A mail that left stands in the history of its records. */
export async function recordMail(db: Db, mail: SentMail): Promise<void> {
  const { recordIds, messageId, ...rest } = mail;
  await insertInteraction(
    db,
    { ...rest, kind: 'email', direction: 'out', author: 'system:job', personId: null, messageId, outcome: null, seconds: null },
    recordIds,
  );
}
