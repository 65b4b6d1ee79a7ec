import { startImport as start } from '../../../crm/channels/file-import/index.ts';
import { startImport as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { channelDeps } from '../../views/channel-deps.ts';
import { importRefused, importView } from '../../views/import-view.ts';

export const startImport = endpoint(route, async ({ params, deps }) => {
  const started = await start(channelDeps(deps), params.import);
  if (!started.ok) return importRefused(started);
  deps.wakeBackground();
  return importView(deps, started.id);
});
