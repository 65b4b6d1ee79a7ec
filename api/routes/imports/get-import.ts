import { getImport as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { importView } from '../../views/import-view.ts';

export const getImport = endpoint(route, ({ params, deps }) => importView(deps, params.import));
