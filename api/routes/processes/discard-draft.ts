import { announce } from '../../../db/queries/announcements.ts';
import { deleteDraft } from '../../../db/queries/process-drafts.ts';
import { discardDraft as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';

export const discardDraft = endpoint(route, async ({ params, deps }) => {
  if (!(await deleteDraft(deps.db, params.process))) return notFound('draft');
  await announce(deps.db, { type: 'process', key: params.process, change: 'draft' }, 'process:read');
  return { ok: true as const };
});
