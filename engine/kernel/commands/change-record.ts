import type { Json } from '../../contract/index.ts';
import { jsonSize } from '../json-size.ts';
import { refuse } from '../rejection.ts';
import type { Handler } from './handler.ts';

/** A change of an attached record, under the same checks as everywhere. */
export const changeRecord: Handler<'changeRecord'> = (exec, { alias, patch, expectedVersion }) => {
  const record = exec.records.find(alias);
  if (!record) return refuse('recordUnknown', `No record "${alias}" is attached to this case`);
  if (expectedVersion !== undefined && expectedVersion !== record.version) {
    return refuse('recordConflict', `The record was changed in between: it is at version ${record.version}, you saw ${expectedVersion}`, {
      params: { version: record.version, expectedVersion },
    });
  }
  const { valueSize: limit } = exec.ctx.limits;
  const values: [string, Json][] = Object.entries(patch).map(([field, value]) => [`${record.alias}.${field}`, value]);
  for (const [name, value] of values) {
    const size = jsonSize(value);
    if (size > limit) return refuse('tooLarge', `${name} has ${size} characters, ${limit} are allowed`, { params: { name, size, limit } });
  }
  const fields = exec.records.problems(values);
  if (fields.length > 0) return refuse('guard', fields.map((field) => field.message).join('; '), { fields });
  exec.records.change(values);
  return undefined;
};
