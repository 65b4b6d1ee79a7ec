import { changeImportSettings } from '../../../crm/channels/file-import/index.ts';
import { changeImport as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { channelDeps } from '../../views/channel-deps.ts';
import { importRefused, importView } from '../../views/import-view.ts';

export const changeImport = endpoint(route, async ({ params, body, deps }) => {
  const changed = await changeImportSettings(channelDeps(deps), params.import, body);
  return changed.ok ? importView(deps, changed.id) : importRefused(changed);
});
