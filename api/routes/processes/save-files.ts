import { announce } from '../../../db/queries/announcements.ts';
import { saveDraft as writeDraft } from '../../../db/queries/process-drafts.ts';
import { saveDraftFiles as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { hostileFindings } from '../../views/draft-guard.ts';
import { checkFiles, currentDraft, draftConflict, refusedBy } from '../../views/process-draft.ts';

export const saveFiles = endpoint(route, async ({ params, body, reader, deps }) => {
  const bad = checkFiles(body.files);
  if (bad) return bad;
  const hostile = hostileFindings(body.files);
  if (hostile.length > 0) return refusedBy(hostile);
  const key = params.process;
  const before = await currentDraft(deps.db, key);
  if (!before) return notFound('process');
  const savedAt = new Date(deps.now());
  const { name, basedOn } = before;
  const revision = await writeDraft(deps.db, {
    key,
    name,
    basedOn,
    savedAt,
    savedBy: reader.id,
    revision: body.revision,
    files: body.files,
  });
  const person = await deps.people.namer();
  if (revision === undefined) {
    const stored = await currentDraft(deps.db, key);
    return stored ? draftConflict(stored, person(stored.savedBy)?.name) : notFound('process');
  }
  await announce(deps.db, { type: 'process', key, change: 'draft' }, 'process:read');
  return { revision, basedOn, savedAt: savedAt.toISOString(), savedBy: person(reader.id) };
});
