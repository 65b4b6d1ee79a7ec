import type { z } from 'zod';
import { packageFiles } from '../../db/queries/packages.ts';
import type { Walk } from '../../db/queries/record-map.ts';
import { maskOf } from '../access/policy.ts';
import type { Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import type { caseMap as shown } from '../contract/index.ts';
import { inWords, mayFollow, roundsOf, standsAt, stuckAt } from './diagram.ts';
import { diagramOf } from './package-files.ts';

/** Where a case stands on its diagram, and the same in words. */
export async function mapOf(deps: ApiContext, reader: Reader, walk: Walk): Promise<z.output<typeof shown>> {
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
    stuck: open ? stuckAt(walk) : [],
    next,
    rounds: open ? roundsOf(walk).map(({ rounds: _named, ...counts }) => counts) : [],
    words: inWords(pkg, walk, now, next, { locale: reader.locale, mask: maskOf(reader) }),
  };
}
