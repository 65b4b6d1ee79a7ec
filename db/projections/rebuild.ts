import type { CompiledPackage, Effect, Fact, InstanceState, Json } from '../../engine/contract/index.ts';
import type { Database } from '../database.ts';
import { factsOf } from '../queries/feed.ts';
import { lockInstances } from '../queries/locks.ts';
import { inTransaction, type Queryable } from '../queryable.ts';
import { mainRecord, projectFacts, runJobIn } from './index.ts';
import { packageOf } from './package-of.ts';
import type { Projection, ProjectionContext } from './projection.ts';
import type { Row, RowFold } from './row-fold.ts';

/** A row that differs from what the facts say. */
export interface Difference {
  table: string;
  id: string;
  column: string;
  stored: Json | undefined;
  folded: Json | undefined;
}

/** Columns that others write too: their own statuses stand for the open one of the facts. */
const openStatuses = new Map<string, string[]>([
  ['job', ['waiting', 'begun', 'uncertain']],
  ['message_subscription', ['open', 'reserved']],
]);
/** Counted where jobs are begun. */
const unfolded = new Set(['attempts']);

/** Compares an instance's rows with its folded facts; empty = they agree. */
export async function compareRowsWithFacts(queryable: Queryable, instanceId: string): Promise<Difference[]> {
  const folds = await foldInstance(queryable, instanceId);
  const differences: Difference[] = [];
  for (const { projection, rows } of folds) {
    const stored = await storedRows(queryable, projection, instanceId);
    for (const id of new Set([...stored.keys(), ...[...rows.inserts.keys()].map(String)])) {
      differences.push(...compareRow(projection, id, stored.get(id), foldedRow(rows, id)));
    }
  }
  return differences;
}

/** Makes an instance's read models anew from its facts, while the product runs. */
export async function rebuildProjections(db: Database, instanceId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const queryable = inTransaction(trx);
    await lockInstances(queryable, [instanceId]);
    for (const { projection, rows } of await foldInstance(queryable, instanceId))
      await rebuildTable(queryable, projection, rows, instanceId);
  });
}

async function rebuildTable(queryable: Queryable, projection: Projection, rows: RowFold, instanceId: string): Promise<void> {
  const { table, key, columns } = projection;
  const stored = await storedRows(queryable, projection, instanceId);
  const list = [...rows.inserts].map(([id, row]) => {
    const status = stored.get(String(id))?.status;
    const isOpen = openStatuses.get(table)?.includes(String(row.status)) && openStatuses.get(table)?.includes(String(status));
    return { ...row, ...(isOpen ? { status } : {}), [key]: id };
  });
  await queryable.query({
    text: `delete from ${table} where instance_id = $1 and not (${key}::text = any($2::text[]))`,
    values: [instanceId, [...rows.inserts.keys()].map(String)],
  });
  const quoted = (alias: string) => columns.map((column) => `${alias}."${column}"`).join(', ');
  const set = columns.filter((column) => !unfolded.has(column)).map((column) => `"${column}" = excluded."${column}"`);
  await queryable.query({
    text: `insert into ${table} (instance_id, "${key}", ${columns.map((column) => `"${column}"`).join(', ')})
      select $1, r."${key}", ${quoted('r')} from jsonb_populate_recordset(null::${table}, $2::jsonb) r
      on conflict (${table === 'job' ? 'key' : `instance_id, ${key}`}) do update set ${set.join(', ')}`,
    values: [instanceId, JSON.stringify(list)],
  });
}

async function foldInstance(queryable: Queryable, instanceId: string) {
  const { rows: instances } = await queryable.query<InstanceRow>({
    text: `select i.package_key, i.state, (select compiled->>'recordType' from process_package p where p.hash = i.package_hash limit 1) as record_type
      from instance i where i.id = $1`,
    values: [instanceId],
  });
  const [instance] = instances;
  if (!instance) throw new Error(`There is no instance ${instanceId}.`);
  const { rows: effects } = await queryable.query<{ body: Effect }>({
    text: `select body from effect where instance_id = $1 and kind = 'runJob' order by number`,
    values: [instanceId],
  });
  const facts: Fact[] = await factsOf(queryable, instanceId);
  const context: ProjectionContext = {
    instanceId,
    packageKey: instance.package_key,
    packageHash: instance.state.packageHash,
    calledHash: packageOf(facts, ownHashes(facts)),
    record: mainRecord(instance.state.records, instance.record_type ?? undefined),
    runJob: runJobIn(effects.map((effect) => effect.body)),
  };
  return projectFacts(facts, context);
}

/** Of the versions the case has been at. */
function ownHashes(facts: Fact[]): Set<string> {
  return new Set(
    facts.flatMap((fact) => {
      if (fact.type === 'instanceStarted') return [fact.packageHash];
      return fact.type === 'instanceMigrated' ? [fact.to] : [];
    }),
  );
}

interface InstanceRow {
  package_key: string;
  state: InstanceState;
  record_type: CompiledPackage['recordType'] | null;
}

async function storedRows(queryable: Queryable, projection: Projection, instanceId: string): Promise<Map<string, Row>> {
  const { rows } = await queryable.query<{ id: string; row: Row }>({
    text: `select ${projection.key}::text as id, to_jsonb(t) as row from ${projection.table} t where instance_id = $1`,
    values: [instanceId],
  });
  return new Map(rows.map(({ id, row }) => [id, row]));
}

function foldedRow(rows: RowFold, id: string): Row | undefined {
  return rows.inserts.get(id) ?? rows.inserts.get(Number(id));
}

function compareRow(projection: Projection, id: string, stored: Row | undefined, folded: Row | undefined): Difference[] {
  const { table, columns } = projection;
  if (!stored || !folded) return [{ table, id, column: '*', stored: (stored ?? null) as Json, folded: (folded ?? null) as Json }];
  return columns.flatMap((column) => {
    if (unfolded.has(column)) return [];
    const open = openStatuses.get(table);
    if (column === 'status' && open?.includes(String(stored.status)) && open.includes(String(folded.status))) return [];
    return same(stored[column], folded[column]) ? [] : [{ table, id, column, stored: stored[column], folded: folded[column] }];
  });
}

/** Equal as JSON with sorted keys; instants in whichever way they are written. */
function same(stored: Json | undefined, folded: Json | undefined): boolean {
  return JSON.stringify(plain(stored ?? null)) === JSON.stringify(plain(folded ?? null));
}

function plain(value: Json): Json {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value)) return Date.parse(value) || value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, plain(item)]),
  );
}
