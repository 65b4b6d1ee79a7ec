import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errorsFile } from '../../../crm/channels/file-import/index.ts';
import { getImportRow } from '../../../db/queries/crm-import.ts';
import { importErrorsFile as route } from '../../contract/index.ts';
import { answered, endpoint } from '../../endpoint.ts';
import { attachmentHeader } from '../../http/download.ts';
import { notFound } from '../../http/refusal.ts';

export const getErrorsFile = endpoint(route, async ({ params, res, deps }) => {
  const row = await getImportRow(deps.db, params.import);
  if (!row) return notFound('import');
  res.set({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': attachmentHeader(`${row.file_name.replace(/\.\w+$/, '')}-errors.csv`),
  });
  await pipeline(Readable.from(errorsFile(deps.db, params.import)), res);
  return answered;
});
