import { getDraft as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { currentDraft } from '../../views/process-draft.ts';

export const getDraft = endpoint(route, async ({ params, deps }) => {
  const [draft, person] = await Promise.all([currentDraft(deps.db, params.process), deps.people.namer()]);
  if (!draft) return notFound('process');
  const { revision, files, basedOn, savedAt, savedBy } = draft;
  return { revision, files, basedOn, savedAt: savedAt.toISOString(), savedBy: person(savedBy) };
});
