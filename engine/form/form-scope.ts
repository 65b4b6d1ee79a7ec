import { type Form, isSafeName, type Json, type Variables } from '../contract/index.ts';
import type { Scope } from '../expression/types.ts';

/** What `visibleWhen` reads: the form's values over the given scope; `lead.need` lies in `lead`. Empty fields are null. */
export function formScope(form: Form, values: Variables, scope: Scope): Scope {
  const merged: Scope = { ...scope };
  const own = new Set<string>();
  for (const { key } of form.fields) {
    const value = Object.hasOwn(values, key) ? (values[key] as Json) : undefined;
    const [record = '', field, ...deeper] = key.split('.');
    if (!isSafeName(record) || deeper.length > 0) continue;
    if (field === undefined) {
      if (value !== undefined) merged[key] = value;
      else if (!Object.hasOwn(merged, key)) merged[key] = null;
      continue;
    }
    if (!isSafeName(field)) continue;
    const known = merged[record];
    const context = own.has(record)
      ? (known as Variables)
      : { ...(known !== null && typeof known === 'object' && !Array.isArray(known) ? known : {}) };
    own.add(record);
    if (value !== undefined) context[field] = value;
    else if (!Object.hasOwn(context, field)) context[field] = null;
    merged[record] = context;
  }
  return merged;
}
