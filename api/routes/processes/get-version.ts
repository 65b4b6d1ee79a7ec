import { packageFiles } from '../../../db/queries/packages.ts';
import { getVersion as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';

export const getVersion = endpoint(route, async ({ params, deps }) => {
  if (params.version < 1 || params.version > 2_147_483_647) return notFound('version');
  const files = await packageFiles(deps.db, params.process, params.version);
  return files.length > 0 ? { version: params.version, files } : notFound('version');
});
