import { pauseImport as pause } from '../../../crm/channels/file-import/index.ts';
import { pauseImport as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { channelDeps } from '../../views/channel-deps.ts';
import { importRefused, importView } from '../../views/import-view.ts';

export const pauseImport = endpoint(route, async ({ params, deps }) => {
  const paused = await pause(channelDeps(deps), params.import);
  return paused.ok ? importView(deps, paused.id) : importRefused(paused);
});
