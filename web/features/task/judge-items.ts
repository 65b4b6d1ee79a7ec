import type { Form, Json, Variables } from '../../../engine/contract/index.ts';
import { evaluate } from '../../../engine/expression/index.ts';
import { formScope } from '../../../engine/form/form-scope.ts';

/** Whether each condition holds for these values and this result; null = it cannot be told here, the server will. */
export function judgeItems(
  conditions: ReadonlyMap<string, string>,
  values: Record<string, unknown>,
  chosen: { name: string | null; outcome: string | null },
  now: number,
  zone: string,
): Map<string, boolean | null> {
  const form: Form = { id: 'task', fields: Object.keys(values).map((key) => ({ key, label: key, type: 'text' })) };
  const result: Record<string, Json> = chosen.name === null ? {} : { [chosen.name]: chosen.outcome };
  const scope = { ...formScope(form, values as Variables, {}), ...result };
  return new Map(
    [...conditions].map(([path, when]) => {
      const holds = evaluate(when, scope, { now, zone });
      return [path, holds.ok ? holds.value === true : null];
    }),
  );
}
