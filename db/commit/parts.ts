import type { Projection } from '../projections/projection.ts';
import type { Row } from '../projections/row-fold.ts';

/** One data-modifying part of the commit; `sql` names its parameters through `bind`. */
export interface Part {
  /** Names the shape of the whole statement: statements of equal parts are prepared once per connection. */
  name: string;
  sql: string;
}

/** Collects parameters of one statement. */
export class Parameters {
  readonly values: unknown[] = [];

  /** Returns the placeholder. */
  bind(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  json(value: unknown): string {
    return `${this.bind(JSON.stringify(value))}::jsonb`;
  }
}

/** Rows added to a read model. */
export function insertRows(projection: Projection, rows: ReadonlyMap<string | number, Row>, parameters: Parameters): Part {
  const { table, key, columns } = projection;
  const list = [...rows].map(([id, row]) => ({ ...row, [key]: id }));
  return {
    name: `${table}+`,
    sql: `${table}_made as (
      insert into ${table} (instance_id, ${quoted([key, ...columns])})
      select inst.id, ${quoted([key, ...columns], 'r')} from inst, jsonb_populate_recordset(null::${table}, ${parameters.json(list)}) r)`,
  };
}

/** Rows of a read model changed: columns that the patch does not name keep their values. */
export function patchRows(projection: Projection, rows: ReadonlyMap<string | number, Row>, parameters: Parameters): Part {
  const { table, key, keyType, columns } = projection;
  const list = [...rows].map(([id, patch]) => ({ id, patch }));
  return {
    name: `${table}~`,
    sql: `${table}_changed as (
      update ${table} t set (${quoted(columns)}) = (select ${quoted(columns, 'r')} from jsonb_populate_record(t, p.patch) r)
      from inst, jsonb_to_recordset(${parameters.json(list)}) as p(id ${keyType}, patch jsonb)
      where t.instance_id = inst.id and t.${key} = p.id)`,
  };
}

export function quoted(columns: string[], alias?: string): string {
  return columns.map((column) => (alias ? `${alias}."${column}"` : `"${column}"`)).join(', ');
}
