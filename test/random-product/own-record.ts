import type { RecordSnapshotRow } from '../../db/queries/read-case.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { DecidedRecord } from '../../runtime/record-writes.ts';
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

/** What the stored record is, and is not what the case's commands made of it. */
export async function recordDifferences(queryable: Queryable, records: DecidedRecord[], status: string): Promise<string[]> {
  const found: string[] = [];
  for (const record of records) {
    const { rows } = await queryable.query<RecordSnapshotRow>({ text: 'select * from record where id = $1', values: [record.id] });
    const [row] = rows;
    // Changed alone, after its case had ended: no command of the case.
    if (row && row.version > record.version && status !== 'open') continue;
    for (const field of compared) {
      if (same(record[field], row?.[field])) continue;
      found.push(`the record's ${field} is ${JSON.stringify(row?.[field])}, not ${JSON.stringify(record[field])}`);
    }
  }
  return found;
}
