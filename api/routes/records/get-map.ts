import { packageFiles } from '../../../db/queries/packages.ts';
import { findRecordOwner } from '../../../db/queries/record-detail.ts';
import { findWalk } from '../../../db/queries/record-map.ts';
import { reachOf } from '../../access/policy.ts';
import { recordMap as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { inWords, mayFollow, roundsOf, standsAt } from '../../views/diagram.ts';
import { diagramOf } from '../../views/package-files.ts';

export const getMap = endpoint(route, async ({ params, reader, deps }) => {
  const owner = await findRecordOwner(deps.db, reachOf(reader), params.record);
  const walk = owner?.instanceId ? await findWalk(deps.db, owner.instanceId) : undefined;
  if (!walk) return notFound('record');
  const [pkg, files] = await Promise.all([
    deps.packages.get(walk.packageHash),
    packageFiles(deps.db, walk.packageKey, walk.packageVersion),
  ]);
  const now = walk.state.status === 'open' ? standsAt(walk) : [];
  const next = mayFollow(pkg, now);
  return {
    xml: diagramOf(files, walk.process) ?? '',
    texts: pkg.texts[reader.locale] ?? {},
    walkedElements: walk.elements,
    walkedFlows: walk.flows,
    now,
    next,
    rounds: walk.state.status === 'open' ? roundsOf(walk) : [],
    words: inWords(pkg, walk, now, next, reader.locale),
  };
});
