import { checkImport as check } from '../../../crm/channels/file-import/index.ts';
import { checkImport as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { channelDeps } from '../../views/channel-deps.ts';
import { importRefused, importView } from '../../views/import-view.ts';

export const checkImport = endpoint(route, async ({ params, deps }) => {
  const checked = await check(channelDeps(deps), params.import);
  return checked.ok ? importView(deps, checked.id) : importRefused(checked);
});
