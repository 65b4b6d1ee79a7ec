import type { ColumnType, Generated } from 'kysely';

/** timestamptz: read as Date, written as Date or ISO text. */
export type Instant = ColumnType<Date, Date | string, Date | string>;
export type OptionalInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

/** jsonb: read as its value; written as JSON text, since pg would send an array as a Postgres array. */
export type JsonColumn<Value> = ColumnType<Value, string, string>;
export type OptionalJson<Value> = ColumnType<Value | null, string | null | undefined, string | null>;

/** jsonb with a default. */
export type DefaultedJson<Value> = ColumnType<Value, string | undefined, string>;

/** Column that may be left out on insert: it has a default or takes null. */
export type Optional<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>;
export type Defaulted<Value> = Generated<Value>;

/** Written by Postgres only. */
export type ReadOnly<Value> = ColumnType<Value, never, never>;
