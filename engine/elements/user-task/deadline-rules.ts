import { parseIsoDuration, parseIsoInstant } from '../../calendar/iso.ts';
import { checkExpression, evaluate, inspectExpression } from '../../expression/index.ts';
import { packageScope } from '../../model/expression-scope.ts';
import type { PublishRule } from '../element.ts';
import { publishRule } from '../rule.ts';
import type { UserTaskConfig } from './config.ts';

const formulaOf = (due: string | undefined) => (due?.startsWith('=') ? due.slice(1).trim() : undefined);

/** A deadline that can be told to fail before anybody runs into it. */
export const deadlineRules: PublishRule<UserTaskConfig>[] = [
  publishRule('user-task/deadline-no-time', 'error', (task) => {
    const formula = formulaOf(task.config.deadline?.due);
    if (formula === undefined) return [];
    const checked = checkExpression(formula);
    // What takes names from the case is known only there.
    if (!checked.ok || checked.names.length > 0) return [];
    const given = evaluate(formula, {}, { now: 0, zone: 'UTC' });
    if (!given.ok) return [{ formula, value: given.message }];
    return given.value === null || isTime(given.value) ? [] : [{ formula, value: JSON.stringify(given.value) }];
  }),
  publishRule('user-task/deadline-field', 'error', (task, { pkg }) => {
    const formula = formulaOf(task.config.deadline?.due);
    if (formula === undefined) return [];
    // Names of other kinds may come with the case; the fields of its records are known.
    const { findings } = inspectExpression(formula, { ...packageScope(pkg), open: true });
    const records = new Set(pkg.recordTypes.map(({ id }) => id));
    const paths = findings.flatMap(({ rule, params }) => (rule === 'expression/unknown-entry' ? (params.path ?? []) : []));
    return [...new Set(paths)].filter((path) => records.has(path.split('.')[0] ?? '')).map((field) => ({ field }));
  }),
];

/** A duration that does not go back, or a date. */
function isTime(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const duration = parseIsoDuration(value);
  return duration ? !duration.negative : parseIsoInstant(value, 'UTC') !== null;
}
