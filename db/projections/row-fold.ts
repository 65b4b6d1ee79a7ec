import type { Json } from '../../engine/contract/index.ts';

/** Columns by name; an absent column keeps its value, `null` empties it. */
export type Row = { [column: string]: Json | undefined };

/** What one fact does to one row. */
export interface RowChange {
  kind: 'insert' | 'patch';
  id: string | number;
  row: Row;
}

export function insert(id: string | number, row: Row): RowChange {
  return { kind: 'insert', id, row };
}

export function patch(id: string | number, row: Row): RowChange {
  return { kind: 'patch', id, row };
}

/** Rows that a list of facts makes or changes, folded to one write per row. */
export class RowFold {
  readonly inserts = new Map<string | number, Row>();
  readonly patches = new Map<string | number, Row>();

  add({ kind, id, row }: RowChange): void {
    const made = this.inserts.get(id);
    if (kind === 'insert') this.inserts.set(id, row);
    else if (made) Object.assign(made, row);
    else this.patches.set(id, { ...this.patches.get(id), ...row });
  }
}

/** Instants travel to Postgres as ISO text. */
export function iso(at: number): string;
export function iso(at: number | undefined): string | null;
export function iso(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}
