import { findCase } from '../../../db/queries/cases.ts';
import { reachOf } from '../../access/policy.ts';
import { caseHistory as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { readHistory } from '../../views/history/read-history.ts';

export const listCaseHistory = endpoint(route, (call) =>
  readHistory(call, async () => {
    const { params, reader, deps } = call;
    const seen = await findCase(deps.db, reachOf(reader), params.instance);
    return seen ? { records: [], instance: seen.id } : notFound('case');
  }),
);
