import type { FormField } from '../../../api/contract/tasks.ts';
import type { Form, Variables } from '../../../engine/contract/index.ts';
import { visibleFields } from '../../../engine/form/visible-fields.ts';

/** Keys of the fields whose condition holds: the same judgement the server makes. */
export function judgeVisibility(
  fields: readonly FormField[],
  values: Record<string, unknown>,
  outcome: string | null,
  now: number,
  zone: string,
): Set<string> {
  const form: Form = {
    id: 'task',
    fields: fields.map((field) => ({
      key: field.key,
      label: field.label,
      type: field.type,
      outcomes: field.outcomes ?? undefined,
      visibleWhen: field.visibleWhen ?? undefined,
    })),
  };
  const shown = visibleFields(form, values as Variables, { outcome: outcome ?? undefined, scope: values as Variables, env: { now, zone } });
  return new Set(shown.map((field) => field.key));
}
