import { randomUUID } from 'node:crypto';
import { insertFile } from '../../../db/queries/attachment-writing.ts';
import { findRecordOwner } from '../../../db/queries/record-detail.ts';
import { reachOf } from '../../access/policy.ts';
import { uploadFile as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { takeIn } from '../../files/take-in.ts';
import { receiveFile } from '../../http/multipart.ts';
import { isRefusal, notFound, refuse } from '../../http/refusal.ts';

const maxBytes = 20_000_000;

export const uploadFile = endpoint(route, async ({ query, req, reader, deps }) => {
  const { record, lat, lon } = query;
  if (record && !(await findRecordOwner(deps.db, reachOf(reader), record))) return notFound('record');
  const onEarth = (value: number | undefined, limit: number) => value === undefined || Math.abs(value) <= limit;
  if ((lat === undefined) !== (lon === undefined) || !onEarth(lat, 90) || !onEarth(lon, 180))
    return refuse(400, 'invalidQuery', 'Give lat (-90 to 90) and lon (-180 to 180) together, or neither.', { place: 'lat' });
  const received = await receiveFile(req, { field: 'file', maxBytes });
  if (isRefusal(received)) return received;
  try {
    const taken = await takeIn(received.path);
    if (isRefusal(taken)) return taken;
    const { content, contentType, photo, sha256 } = taken;
    const id = randomUUID();
    const storageKey = await deps.files.put(sha256, content);
    const place = { latitude: lat ?? null, longitude: lon ?? null };
    const file = { id, name: received.name, contentType, size: content.length, sha256, storageKey, photo, ...place };
    await insertFile(deps.db, { ...file, uploadedBy: reader.id, at: new Date(deps.now()) }, record ?? null);
    return { id, name: received.name, size: content.length, contentType, photo };
  } finally {
    await received.discard();
  }
});
