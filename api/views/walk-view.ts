import { packageFiles } from '../../db/queries/packages.ts';
import { findWalk } from '../../db/queries/record-map.ts';
import type { Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import { inWords, mayFollow, roundsOf, standsAt } from './diagram.ts';
import { diagramOf } from './package-files.ts';

/** The way of a case on its diagram, and in words; undefined = there is no such case. */
export async function walkView(deps: ApiContext, reader: Reader, instanceId: string) {
  const walk = await findWalk(deps.db, instanceId);
  if (!walk) return undefined;
  const [pkg, files] = await Promise.all([
    deps.packages.get(walk.packageHash),
    packageFiles(deps.db, walk.packageKey, walk.packageVersion),
  ]);
  const open = walk.state.status === 'open';
  const now = open ? standsAt(walk) : [];
  const next = mayFollow(pkg, now);
  return {
    xml: diagramOf(files, walk.process) ?? '',
    texts: pkg.texts[reader.locale] ?? {},
    walkedElements: walk.elements,
    walkedFlows: walk.flows,
    now,
    next,
    rounds: open ? roundsOf(walk) : [],
    words: inWords(pkg, walk, now, next, reader.locale),
  };
}
