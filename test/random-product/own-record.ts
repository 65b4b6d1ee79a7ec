import type { RecordSnapshotRow } from '../../db/queries/read-case.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { CompiledPackage, Fact, Variables } from '../../engine/contract/index.ts';
import { type DecidedRecord, recordWritesOf } from '../../runtime/record-writes.ts';
import { same } from './differences.ts';
import type { Journal } from './journal.ts';

type Made = Pick<RecordSnapshotRow, 'title' | 'owner' | 'team' | 'amount' | 'fields'>;

/** The record as the first command inserted it, by the journal. */
export async function recordAsMade(
  { journal, queryable }: { journal: Journal; queryable: Queryable },
  instanceId: string,
  first: string,
): Promise<DecidedRecord[]> {
  const content = journal.entries.get(first)?.content as { records?: { id: string; alias: string; create: Made }[] } | undefined;
  const [record] = content?.records ?? [];
  if (!record) return [];
  const { id, alias, create } = record;
  const { title, owner, team, amount, fields } = create;
  // Given by Postgres; no expression of a random model reads them.
  const { rows } = await queryable.query<{ created_at: string }>({
    text: 'select started_at as created_at from instance where id = $1',
    values: [instanceId],
  });
  const given = { number: 0, created_at: rows[0]?.created_at ?? '' };
  const empty = { stage: null, person_id: null, organisation_id: null, campaign_id: null, owners: [], referrers: [] };
  const own = { alias, relation: 'owns' as const, id, type: alias, version: 1, revision: 1, status: 'open' as const };
  return [{ ...own, title, owner, team, amount, fields, ...empty, ...given }];
}

const compared = ['version', 'title', 'stage', 'status', 'owner', 'team', 'amount', 'fields'] as const;

/** The record on its way: moved by its case's commands, and by changes made alone while its case had ended (an undo may open it again). */
export class OwnRecord {
  private alone: { patch: Variables; at: number }[] = [];

  constructor(
    public records: DecidedRecord[],
    private readonly journal: Journal,
  ) {}

  async readChanges(queryable: Queryable): Promise<void> {
    const { rows } = await queryable.query<{ id: string; at: Date }>({
      text: 'select id, at from command where instance_id = $1 order by version',
      values: [`record:${this.records[0]?.id}`],
    });
    this.alone = rows.map(({ id, at }) => {
      const command = this.journal.entries.get(id)?.command;
      if (command?.type !== 'changeRecord') throw new Error(`${id} changed a record, and is in no journal`);
      return { patch: command.patch, at: at.getTime() };
    });
  }

  /** Makes the changes that came before this instant. */
  changeUntil(at: number): void {
    while (this.alone[0] && this.alone[0].at <= at) {
      const { patch, at: then } = this.alone.shift() as { patch: Variables; at: number };
      const [record] = this.records;
      if (!record) return;
      const of = { alias: record.alias, record: { type: record.type, id: record.id }, before: {}, recordVersion: record.version + 1 };
      const fact: Fact = { type: 'recordChanged', version: 1, number: 0, cause: 0, at: then, actor: '', patch, ...of };
      this.apply([fact], { recordType: undefined, stages: [] }, then);
    }
  }

  apply(facts: Fact[], pkg: Pick<CompiledPackage, 'recordType' | 'stages'>, at: number): void {
    this.records = recordWritesOf(facts, this.records, pkg, at).after;
  }
}

/** What the stored record is, and is not what the case's commands made of it. */
export async function recordDifferences(queryable: Queryable, records: DecidedRecord[]): Promise<string[]> {
  const found: string[] = [];
  for (const record of records) {
    const { rows } = await queryable.query<RecordSnapshotRow>({ text: 'select * from record where id = $1', values: [record.id] });
    const [row] = rows;
    for (const field of compared) {
      if (same(record[field], row?.[field])) continue;
      found.push(`the record's ${field} is ${JSON.stringify(row?.[field])}, not ${JSON.stringify(record[field])}`);
    }
  }
  return found;
}
