import { listDuplicates } from '../../db/queries/record-duplicates.ts';
import { maskedName, maskOf, reachOf } from '../access/policy.ts';
import type { Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import type { TaskDetail } from '../contract/index.ts';
import { say } from '../texts/text.ts';

/** Likely duplicates of a record, with the reason in the reader's words. */
export async function duplicatesOf(context: ApiContext, reader: Reader, recordId: string | null): Promise<TaskDetail['duplicates']> {
  if (!recordId) return [];
  const rows = await listDuplicates(context.db, reachOf(reader), recordId);
  return rows.map(({ recordId: id, title, samePhone, sameEmail }) => ({
    recordId: id,
    title: maskedName(maskOf(reader), title),
    why: say(reader.locale, samePhone && sameEmail ? 'duplicate.both' : samePhone ? 'duplicate.phone' : 'duplicate.email'),
  }));
}
