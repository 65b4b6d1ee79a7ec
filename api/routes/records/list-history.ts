import { findRecordOwner } from '../../../db/queries/record-detail.ts';
import { listHistoryRecords } from '../../../db/queries/record-history.ts';
import { reachOf } from '../../access/policy.ts';
import { recordHistory as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { readHistory } from '../../views/history/read-history.ts';

export const listHistory = endpoint(route, (call) =>
  readHistory(call, async () => {
    const { params, reader, deps } = call;
    const reach = reachOf(reader);
    if (!(await findRecordOwner(deps.db, reach, params.record))) return notFound('record');
    return { records: await listHistoryRecords(deps.db, reach, params.record) };
  }),
);
