import { readFile } from 'node:fs/promises';
import { createImport } from '../../../crm/channels/file-import/index.ts';
import { uploadImport as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { receiveFile } from '../../http/multipart.ts';
import { isRefusal } from '../../http/refusal.ts';
import { channelDeps } from '../../views/channel-deps.ts';
import { importRefused, importView } from '../../views/import-view.ts';

const maxBytes = 50_000_000;
/** Until another is chosen. */
const packageKey = 'lead';

export const uploadImport = endpoint(route, async ({ req, reader, deps }) => {
  const received = await receiveFile(req, { field: 'file', maxBytes });
  if (isRefusal(received)) return received;
  try {
    const bytes = await readFile(received.path);
    const made = await createImport(channelDeps(deps), { fileName: received.name, bytes, packageKey, createdBy: reader.id });
    return made.ok ? importView(deps, made.id) : importRefused(made);
  } finally {
    await received.discard();
  }
});
