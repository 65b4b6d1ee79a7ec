import type { Db } from '../../db/database.ts';
import type { Reach } from '../../db/queries/reach.ts';
import { type References, visibleReferences } from '../../db/queries/references.ts';
import type { CompiledPackage } from '../../engine/contract/index.ts';
import type { FieldProblem } from '../contract/index.ts';
import { recordFields } from './packages.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Campaigns are nobody's secret; an unknown one is refused where it is stored. */
const open = new Set(['campaignId']);
const kinds: { [field: string]: keyof References } = { personId: 'people', organisationId: 'organisations' };

/** Reference fields may name only what the reader sees: he is shown the history, people and phones of what his record refers to. */
export async function checkReferences(
  db: Db,
  reach: Reach,
  pkg: CompiledPackage,
  type: string,
  values: { [field: string]: unknown },
): Promise<FieldProblem[]> {
  const named = recordFields(pkg, type)
    .filter((field) => field.type === 'reference' && !open.has(field.key))
    .flatMap(({ key }) =>
      typeof values[key] === 'string' && values[key] !== '' ? [{ key, id: (values[key] as string).toLowerCase() }] : [],
    );
  if (named.length === 0) return [];
  const wanted: References = { records: [], people: [], organisations: [] };
  for (const { key, id } of named) if (uuid.test(id)) wanted[kinds[key] ?? 'records'].push(id);
  const visible = await visibleReferences(db, reach, wanted);
  return named
    .filter(({ id }) => !visible.has(id))
    .map(({ key }) => ({ path: `${type}.${key}`, code: 'reference', message: 'There is nothing of this id that you may see.' }));
}
