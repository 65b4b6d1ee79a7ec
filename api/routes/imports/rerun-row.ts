import { rerunRow as rerun } from '../../../crm/channels/file-import/index.ts';
import { rerunRow as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { channelDeps } from '../../views/channel-deps.ts';
import { importRefused } from '../../views/import-view.ts';

export const rerunRow = endpoint(route, async ({ params, body, deps }) => {
  const result = await rerun(channelDeps(deps), params.import, params.row, body.values);
  return result.ok ? { outcome: result.outcome, reason: result.reason } : importRefused(result);
});
