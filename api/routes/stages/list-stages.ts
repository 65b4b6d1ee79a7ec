import { countStages } from '../../../db/queries/record-list.ts';
import { reachOf } from '../../access/policy.ts';
import { listStages as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { words } from '../../views/packages.ts';

export const listStages = endpoint(route, async ({ query, reader, deps }) => {
  const [pkg, counts] = await Promise.all([
    deps.packages.ofRecordType(query.type),
    countStages(deps.db, reachOf(reader), { type: query.type }, new Date(deps.now())),
  ]);
  const countOf = new Map(counts.map((each) => [each.stage, each.count]));
  return {
    items: (pkg?.stages ?? []).map((stage) => ({
      id: stage.id,
      name: words(pkg, reader.locale, stage.name),
      color: stage.color,
      count: countOf.get(stage.id) ?? 0,
      hidden: stage.hidden ?? false,
    })),
  };
});
