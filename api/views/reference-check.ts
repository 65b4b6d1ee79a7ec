import type { Db } from '../../db/database.ts';
import type { Reach } from '../../db/queries/reach.ts';
import { type References, visibleReferences } from '../../db/queries/references.ts';
import type { CompiledPackage, RecordField } from '../../engine/contract/index.ts';
import type { FieldProblem } from '../contract/index.ts';
import { recordFields } from './packages.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Campaigns are nobody's secret; an unknown one is refused where it is stored. */
const open = new Set(['campaignId']);
const kinds = new Map<string, keyof References>([
  ['personId', 'people'],
  ['organisationId', 'organisations'],
]);

/** Reference fields may name only what the reader sees: he is shown the history, people and phones of what his record refers to. */
export function checkReferences(
  db: Db,
  reach: Reach,
  pkg: CompiledPackage,
  type: string,
  values: { [field: string]: unknown },
): Promise<FieldProblem[]> {
  const references = referencesAmong(recordFields(pkg, type));
  return unseen(
    db,
    reach,
    Object.entries(values).flatMap(([key, value]) => (references.has(key) ? [{ path: `${type}.${key}`, key, value }] : [])),
  );
}

/** The same of what a task writes to its records, by paths such as `deal.personId`; under any alias, of any of the package's types. */
export function checkWrittenReferences(
  db: Db,
  reach: Reach,
  pkg: CompiledPackage,
  values: { [path: string]: unknown },
): Promise<FieldProblem[]> {
  const references = referencesAmong(pkg.recordTypes.flatMap((type) => type.fields));
  return unseen(
    db,
    reach,
    Object.entries(values).flatMap(([path, value]) => {
      const key = path.slice(path.indexOf('.') + 1);
      return key !== path && references.has(key) ? [{ path, key, value }] : [];
    }),
  );
}

function referencesAmong(fields: RecordField[]): Set<string> {
  return new Set(fields.flatMap(({ key, type }) => (type === 'reference' && !open.has(key) ? [key] : [])));
}

async function unseen(db: Db, reach: Reach, written: { path: string; key: string; value: unknown }[]): Promise<FieldProblem[]> {
  const named = written.flatMap(({ path, key, value }) =>
    typeof value === 'string' && value !== '' ? [{ path, key, id: value.toLowerCase() }] : [],
  );
  if (named.length === 0) return [];
  const wanted: References = { records: [], people: [], organisations: [] };
  for (const { key, id } of named) if (uuid.test(id)) wanted[kinds.get(key) ?? 'records'].push(id);
  const visible = await visibleReferences(db, reach, wanted);
  return named
    .filter(({ id }) => !visible.has(id))
    .map(({ path }) => ({ path, code: 'reference', message: 'There is nothing of this id that you may see.' }));
}
