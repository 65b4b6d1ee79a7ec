import { z } from 'zod';
import { countCaughtMails, listCaughtMails } from '../../../db/queries/caught-mails.ts';
import { caughtMails as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor } from '../../http/cursor.ts';
import { isRefusal } from '../../http/refusal.ts';

const cursor = z.number().int().min(0);

export const listMails = endpoint(route, async ({ query, deps }) => {
  const before = decodeCursor(cursor, query.cursor);
  if (isRefusal(before)) return before;
  const [rows, total] = await Promise.all([listCaughtMails(deps.db, { before, limit: query.limit + 1 }), countCaughtMails(deps.db)]);
  const { items, next } = cutPage(rows, query.limit, (last) => last.id);
  return {
    items: items.map(({ messageId, sender, recipients, subject, body, at }) => ({
      messageId,
      from: sender,
      to: recipients,
      subject,
      text: body,
      at: at.toISOString(),
    })),
    total,
    next,
  };
});
