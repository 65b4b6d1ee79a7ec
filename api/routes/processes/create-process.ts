import { announce } from '../../../db/queries/announcements.ts';
import { saveDraft } from '../../../db/queries/process-drafts.ts';
import { createProcess as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { refuse } from '../../http/refusal.ts';
import { hostileFindings } from '../../views/draft-guard.ts';
import { emptyPackage } from '../../views/empty-package.ts';
import { checkFiles, currentDraft, refusedBy } from '../../views/process-draft.ts';

export const createProcess = endpoint(route, async ({ body, reader, deps }) => {
  const { key, name } = body;
  const files = body.files ?? emptyPackage(key, name);
  const bad = checkFiles(files);
  if (bad) return bad;
  const hostile = hostileFindings(files);
  if (hostile.length > 0) return refusedBy(hostile);
  const taken = (await currentDraft(deps.db, key)) !== undefined;
  const revision = taken
    ? undefined
    : await saveDraft(deps.db, { key, name, files, revision: 0, basedOn: null, savedAt: new Date(deps.now()), savedBy: reader.id });
  if (revision === undefined) return refuse(409, 'keyTaken', `There is a process ${key} already: choose another key.`, { place: 'key' });
  await announce(deps.db, { type: 'process', key, change: 'draft' }, 'process:read');
  return { key, revision };
});
