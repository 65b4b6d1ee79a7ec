import { pipeline } from 'node:stream/promises';
import { findFile } from '../../../db/queries/attachment-reading.ts';
import { reachOf } from '../../access/policy.ts';
import { getFile as route } from '../../contract/index.ts';
import { answered, endpoint } from '../../endpoint.ts';
import { attachmentHeader } from '../../http/download.ts';
import { notFound, refuse } from '../../http/refusal.ts';

export const getFile = endpoint(route, async ({ params, res, reader, deps }) => {
  const file = await findFile(deps.db, reachOf(reader), params.file);
  if (!file) return notFound('file');
  const content = await deps.files.read(file.storageKey);
  if (!content)
    return refuse(404, 'fileLost', 'The content of this file is missing in the file store. Tell your administrator.', {
      params: { file: file.id },
    });
  res.set({
    'Content-Type': file.contentType,
    'Content-Length': String(file.size),
    'Content-Disposition': attachmentHeader(file.name),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  });
  // A reader who goes away is no fault.
  await pipeline(content, res).catch(() => undefined);
  return answered;
});
