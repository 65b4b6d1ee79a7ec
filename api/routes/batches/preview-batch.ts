import { type BatchAction, previewBatch as preview } from '../../../runtime/batch/index.ts';
import { reachOf } from '../../access/policy.ts';
import { actorOf } from '../../access/reader.ts';
import { previewBatch as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { casesOf } from '../../views/instance-row.ts';

export const previewBatch = endpoint(route, async ({ body, reader, deps }) =>
  preview(deps, {
    reach: reachOf(reader),
    filter: casesOf(body.filter, body.action),
    action: body.action as BatchAction,
    actor: actorOf(reader),
    limit: body.limit,
  }),
);
