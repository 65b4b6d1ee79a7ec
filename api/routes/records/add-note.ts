import { derivedId } from '../../../crm/derived-id.ts';
import { insertNote } from '../../../db/queries/interaction-writing.ts';
import { findRecordOwner } from '../../../db/queries/record-detail.ts';
import { reachOf } from '../../access/policy.ts';
import { addNote as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound, refuse } from '../../http/refusal.ts';

export const addNote = endpoint(route, async ({ params, body, reader, commandId, deps }) => {
  if (!(await findRecordOwner(deps.db, reachOf(reader), params.record))) return notFound('record');
  const id = derivedId(`note:${reader.id}:${params.record}:${commandId}`);
  const kept = await insertNote(deps.db, { id, recordId: params.record, author: reader.id, text: body.text, at: new Date(deps.now()) });
  if (!kept) return refuse(422, 'commandIdReused', 'This Idempotency-Key was used for another note.', { place: 'Idempotency-Key' });
  return { id };
});
