import type { FieldProblem, Form, Json, RecordSnapshot, RecordType, Variables } from '../contract/index.ts';
import { isSafeName } from '../contract/json.ts';
import { checkForm } from '../form/check-form.ts';
import { zoneOf } from './calendars.ts';
import type { Execution } from './execution.ts';
import type { Failure } from './failure.ts';
import { same } from './same.ts';

/** The attached records as this command changes them. Fields are not in the state: the record's row is the truth. */
export class RecordChanges {
  private readonly exec: Execution;
  private working: Map<string, RecordSnapshot> | null = null;
  private named: { [alias: string]: Json } | null = null;

  constructor(exec: Execution) {
    this.exec = exec;
  }

  /** The package is another: so are the fields that records of its types have. */
  remodel(): void {
    this.named = null;
  }

  /** By alias, or by type. */
  find(name: string): RecordSnapshot | undefined {
    const records = this.all();
    const byAlias = records.get(name);
    if (byAlias) return byAlias;
    for (const record of records.values()) if (record.type === name) return record;
    return undefined;
  }

  /** alias -> fields, as expressions see them. */
  names(): { [alias: string]: Json } {
    this.named ??= Object.fromEntries(
      [...this.all().values()].map((record) => [record.alias, { ...this.blank(record), id: record.id, ...record.fields }]),
    );
    return this.named;
  }

  /** `lead.need` -> its value; undefined when no such record is attached. */
  value(path: string): Json | undefined {
    const [name, field] = splitPath(path);
    const record = this.find(name);
    if (!record) return undefined;
    return Object.hasOwn(record.fields, field) ? (record.fields[field] as Json) : null;
  }

  /** Problems of values written to record fields, by path. */
  problems(values: [string, Json][]): FieldProblem[] {
    const problems: FieldProblem[] = [];
    for (const [path, value] of values) {
      const [name, field] = splitPath(path);
      const record = this.find(name);
      const type = record && this.typeOf(record);
      const known = record && isSafeName(field) && !field.includes('.') && (!type || type.fields.some((each) => each.key === field));
      if (!known) problems.push({ path, code: 'unknown', message: `${path} is no field of an attached record` });
      else if (type && !this.holds(record, field, value)) problems.push(...this.checkField(type, path, field, value));
    }
    return problems;
  }

  /** What stands in the record already is no change: a bad number that came in may be written back as it is. */
  private holds(record: RecordSnapshot, field: string, value: Json): boolean {
    return Object.hasOwn(record.fields, field) && same(record.fields[field], value);
  }

  check(values: [string, Json][]): Failure | undefined {
    if (values.length === 0) return undefined;
    const problem = this.problems(values)[0];
    return problem && { code: 'recordField', message: problem.message };
  }

  /** Writes fields of checked paths; what does not change anything is left out. */
  change(values: [string, Json][]): void {
    const patches = new Map<string, Variables>();
    for (const [path, value] of values) {
      const [name, field] = splitPath(path);
      const record = this.find(name);
      if (!record) continue;
      const patch = patches.get(record.alias) ?? {};
      patch[field] = value;
      patches.set(record.alias, patch);
    }
    for (const [alias, patch] of patches) this.patch(alias, patch);
  }

  private patch(alias: string, wanted: Variables): void {
    const record = this.all().get(alias);
    if (!record) return;
    const patch: Variables = {};
    const before: Variables = {};
    for (const [field, value] of Object.entries(wanted)) {
      const old = Object.hasOwn(record.fields, field) ? (record.fields[field] as Json) : null;
      if (same(old, value)) continue;
      patch[field] = value;
      before[field] = old;
    }
    if (Object.keys(patch).length === 0) return;
    this.named = null;
    this.all().set(alias, { ...record, fields: { ...record.fields, ...patch } });
    this.exec.emit({
      type: 'recordChanged',
      version: 1,
      alias,
      record: { type: record.type, id: record.id },
      patch,
      before,
      recordVersion: record.version + 1,
    });
  }

  private all(): Map<string, RecordSnapshot> {
    this.working ??= new Map(this.exec.ctx.records.map((record) => [record.alias, record]));
    return this.working;
  }

  /** Fields nobody has filled are null, not unknown. */
  private blank(record: RecordSnapshot): Variables {
    return Object.fromEntries((this.typeOf(record)?.fields ?? []).map((field) => [field.key, null]));
  }

  private typeOf(record: RecordSnapshot): RecordType | undefined {
    return this.exec.packageBy(this.exec.state.packageHash).recordTypes.find((type) => type.id === record.type);
  }

  private checkField(type: RecordType, path: string, field: string, value: Json): FieldProblem[] {
    const definition = type.fields.find((each) => each.key === field);
    if (!definition || value === null || definition.type === 'json') return [];
    const form: Form = { id: type.id, fields: [{ ...definition, key: path, label: definition.label }] };
    return checkForm(form, { [path]: value }, { scope: {}, env: { now: this.exec.now, zone: zoneOf(this.exec.ctx) }, requireAll: false });
  }
}

export function splitPath(path: string): [string, string] {
  const dot = path.indexOf('.');
  return dot < 0 ? ['', path] : [path.slice(0, dot), path.slice(dot + 1)];
}

/** Null, empty text, empty list: not filled. Zero and false are. */
export function isEmpty(value: Json | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}
