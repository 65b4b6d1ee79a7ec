import type { RecordWrite } from '../db/commit/commit.ts';
import { iso, type Row } from '../db/projections/row-fold.ts';
import type { RecordSnapshotRow } from '../db/queries/read-case.ts';
import type { RecordStatus } from '../db/tables/record.ts';
import type { CompiledPackage, Fact, Instant, Json } from '../engine/contract/index.ts';
import { columnOfField, searchTextOf } from './record-fields.ts';

/** A record of a decision; `create` = inserted by its commit. */
export type DecidedRecord = RecordSnapshotRow & { create?: boolean };

/** What of a package says how stages move a record. */
type StageRules = Pick<CompiledPackage, 'recordType' | 'stages'>;

const endings: readonly string[] = ['won', 'lost', 'junk', 'converted', 'merged', 'cancelled'];

/** What facts make of the attached records: their fields, stage, and how they end. Returns the rows after, too. */
export function recordWritesOf(
  facts: Fact[],
  records: DecidedRecord[],
  pkg: StageRules,
  at: Instant,
): { writes: RecordWrite[]; after: DecidedRecord[] } {
  const folds = new Map(records.map((record) => [record.id, new RecordFold(record, at)]));
  const moved = records.filter((record) => record.relation === 'owns' && record.type === pkg.recordType);
  const begins = facts.some((fact) => fact.type === 'instanceStarted' || (fact.type === 'stepUndone' && fact.reopens !== undefined));
  const ends = facts.some((fact) => fact.type === 'instanceCompleted' || fact.type === 'instanceCancelled');
  for (const fact of facts) {
    if (fact.type === 'recordChanged') folds.get(fact.record.id)?.change(fact);
    else for (const record of moved) folds.get(record.id)?.move(fact, pkg);
  }
  // Whoever shares a record learns from its revision that another case came or went.
  if (begins || ends) for (const record of records) if (begins || record.owners.length > 0) folds.get(record.id)?.touch();
  const all = [...folds.values()];
  return {
    writes: all.flatMap((fold) => fold.write() ?? []),
    after: records.map((record) => folds.get(record.id)?.after(record) ?? record),
  };
}

class RecordFold {
  private readonly row: RecordSnapshotRow;
  private readonly stamps: Row = {};
  private readonly changes: RecordWrite['changes'] = [];
  private written: boolean;

  constructor(
    private readonly record: DecidedRecord,
    private readonly at: Instant,
  ) {
    this.row = { ...record, fields: { ...record.fields } };
    this.written = record.create ?? false;
  }

  change(fact: Extract<Fact, { type: 'recordChanged' }>): void {
    for (const [field, value] of Object.entries(fact.patch)) this.set(field, value);
    this.row.version = fact.recordVersion;
    this.changes.push({ version: fact.recordVersion, patch: fact.patch, before: fact.before, fact: fact.number });
    this.written = true;
  }

  private set(field: string, value: Json): void {
    const column = columnOfField.get(field);
    if (column) Object.assign(this.row, { [column]: value });
    else if (value === null) delete this.row.fields[field];
    else this.row.fields[field] = value;
  }

  move(fact: Fact, pkg: StageRules): void {
    if (fact.type === 'stageEntered') {
      this.row.stage = fact.stage;
      this.stamps.stage_since = iso(fact.at);
      this.setStatus(pkg.stages.find((stage) => stage.id === fact.stage)?.ends ?? 'open', fact.at);
    } else if (fact.type === 'migrationUndone' && fact.noStage) {
      this.row.stage = null;
      this.written = true;
    } else if (fact.type === 'stepUndone') {
      this.moveBack(fact, pkg, fact.at);
    } else if (fact.type === 'instanceCancelled' && this.row.status === 'open') {
      this.setStatus(statusOf(fact.outcome) ?? 'cancelled', fact.at);
    } else if (fact.type === 'instanceCompleted' && this.row.status === 'open') {
      const status = statusOf(fact.outcome);
      if (status) this.setStatus(status, fact.at);
    }
  }

  /** The step that moved it was taken back. */
  private moveBack({ stage, reopens }: Extract<Fact, { type: 'stepUndone' }>, pkg: StageRules, at: Instant): void {
    if (!stage && reopens === undefined) return;
    if (stage) {
      this.row.stage = stage.to;
      this.stamps.stage_since = iso(stage.since);
    }
    this.setStatus(pkg.stages.find((each) => each.id === this.row.stage)?.ends ?? 'open', at);
  }

  private setStatus(status: RecordStatus, at: Instant): void {
    this.row.status = status;
    this.stamps.ended_at = status === 'open' ? null : iso(at);
    this.written = true;
  }

  touch(): void {
    this.written = true;
  }

  write(): RecordWrite | undefined {
    if (!this.written) return undefined;
    const { alias: _alias, relation: _relation, owners: _owners, referrers: _referrers, revision: _revision, ...rest } = this.row;
    const { id, number: _number, created_at, ...columns } = rest as typeof rest & { create?: boolean };
    const create = this.record.create ?? false;
    delete columns.create;
    const row = {
      ...columns,
      ...this.stamps,
      ...(create ? { created_at } : {}),
      search: searchTextOf(this.row.title, this.row.fields),
      updated_at: iso(this.at),
    };
    return { id, create, row, changes: this.changes };
  }

  /** The row as it is after the commit, under the alias of `record`. */
  after(record: DecidedRecord): DecidedRecord {
    const { create: _create, ...row } = this.row as DecidedRecord;
    const revision = this.written && !this.record.create ? this.row.revision + 1 : this.row.revision;
    return { ...row, alias: record.alias, relation: record.relation, revision };
  }
}

function statusOf(outcome: string | undefined): RecordStatus | undefined {
  return outcome !== undefined && endings.includes(outcome) ? (outcome as RecordStatus) : undefined;
}
