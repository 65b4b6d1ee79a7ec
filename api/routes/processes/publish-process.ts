import { announce } from '../../../db/queries/announcements.ts';
import { deleteDraft, findDraft } from '../../../db/queries/process-drafts.ts';
import { publishProcess as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { refuse } from '../../http/refusal.ts';
import { draftConflict, refusedBy } from '../../views/process-draft.ts';

export const publishProcess = endpoint(route, async ({ params, body, reader, deps }) => {
  const key = params.process;
  const draft = await findDraft(deps.db, key);
  if (!draft) return refuse(409, 'noDraft', 'There is no draft to publish: save one first.');
  if (draft.revision !== body.revision) return draftConflict(draft, (await deps.people.namer())(draft.savedBy)?.name);
  const published = await deps.packageStore.publish({ key, files: draft.files, actor: reader.id, note: body.note, now: deps.now() });
  if (!published.ok) return refusedBy(published.findings);
  // Only the revision that was published: what somebody saved meanwhile stays a draft.
  await deleteDraft(deps.db, key, draft.revision);
  deps.packages.refresh();
  await announce(deps.db, { type: 'process', key, change: 'published' }, 'process:read');
  return { version: published.version, findings: published.findings };
});
