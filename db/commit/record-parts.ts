import type { Commit } from './commit.ts';
import { type Parameters, type Part, quoted } from './parts.ts';

// `public.record` is the table's row type; `record` alone would be Postgres' pseudo-type.
const columns = [
  ...['type', 'version', 'title', 'stage', 'status', 'owner', 'team', 'amount', 'person_id', 'organisation_id', 'campaign_id', 'fields'],
  ...['search', 'updated_at', 'stage_since', 'ended_at'],
];

/**
 * Locks the records a decision looked at, at the revision it saw: those it changes for writing, the others so that nobody else does.
 * The count of rows still at their revision is compared in `inst`, which thereby locks after them.
 */
export function lockRecords(commit: Commit, parameters: Parameters): { part: Part; count: number } {
  const changed = new Set(commit.recordWrites.map((write) => write.id));
  const owned = [...new Map(commit.records.map((record) => [record.id, record])).values()];
  const list = owned.map(({ id, revision }) => ({ id, revision, changed: changed.has(id) }));
  const lock = (mode: string, which: string) => `select count(*) as n from (
        select 1 from record r join seen s on s.id = r.id and s.revision = r.revision where ${which} order by r.id ${mode} of r) locked`;
  const modes = [
    ...(list.some((record) => record.changed) ? [lock('for no key update', 's.changed')] : []),
    ...(list.some((record) => !record.changed) ? [lock('for share', 'not s.changed')] : []),
  ];
  const counts = modes.length === 0 ? 'select 0 as n' : modes.join('\n union all ');
  return {
    count: list.length,
    part: {
      name: `record:${modes.length === 0 ? '' : modes.map((mode) => (mode.includes('share') ? 's' : 'w')).join('')}`,
      sql: `seen as materialized (select * from jsonb_to_recordset(${parameters.json(list)}) as s(id uuid, revision bigint, changed boolean)),
    recs as materialized (select sum(n) as n from (${counts}) counted)`,
    },
  };
}

/** Record rows made and changed, and the change history. */
export function writeRecords(commit: Commit, parameters: Parameters): Part[] {
  const made = commit.recordWrites.filter((write) => write.create);
  const changed = commit.recordWrites.filter((write) => !write.create);
  const changes = commit.recordWrites.flatMap((write) => write.changes.map((change) => ({ ...change, record_id: write.id })));
  const parts: Part[] = [];
  if (made.length > 0) {
    const rows = made.map(({ id, row }) => ({ ...row, id }));
    parts.push({
      name: 'record+',
      sql: `record_made as (
      insert into record (id, created_at, ${quoted(columns)})
      select r.id, r.created_at, ${quoted(columns, 'r')} from inst, jsonb_populate_recordset(null::public.record, ${parameters.json(rows)}) r
      returning id, number)`,
    });
  }
  if (changed.length > 0) {
    const rows = changed.map(({ id, row }) => ({ id, patch: row }));
    parts.push({
      name: 'record~',
      sql: `record_changed as (
      update record t set (${quoted(columns)}) = (select ${quoted(columns, 'r')} from jsonb_populate_record(t, p.patch) r)
      from inst, jsonb_to_recordset(${parameters.json(rows)}) as p(id uuid, patch jsonb) where t.id = p.id)`,
    });
  }
  if (changes.length > 0) {
    parts.push({
      name: 'change+',
      sql: `change_made as (
      insert into record_change (record_id, version, at, actor, patch, before, instance_id, fact_number, command_id)
      select c.record_id, c.version, ${parameters.bind(new Date(commit.at))}::timestamptz, ${parameters.bind(commit.command.actor)}::text,
        c.patch, c.before, inst.id, c.fact, ${parameters.bind(commit.command.id)}::text
      from inst, jsonb_to_recordset(${parameters.json(changes)})
        as c(record_id uuid, version bigint, patch jsonb, before jsonb, fact integer))`,
    });
  }
  if (commit.attach.length > 0) {
    parts.push({
      name: 'link+',
      sql: `link_made as (
      insert into instance_record (instance_id, alias, type, record_id, relation)
      select inst.id, l.alias, l.type, l.id, l.relation
      from inst, jsonb_to_recordset(${parameters.json(commit.attach)}) as l(alias text, type text, id uuid, relation text))`,
    });
  }
  if (commit.facts.some((fact) => fact.type === 'stepUndone' && fact.reopens !== undefined)) {
    parts.push({
      name: 'link*',
      sql: `link_reopened as (update instance_record l set active = true from inst where l.instance_id = inst.id and not l.active)`,
    });
  }
  if (commit.state.status !== 'open') {
    parts.push({
      name: 'link-',
      sql: `link_ended as (update instance_record l set active = false from inst where l.instance_id = inst.id and l.active)`,
    });
  }
  return parts;
}
