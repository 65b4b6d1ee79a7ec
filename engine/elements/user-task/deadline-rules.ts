import { parseIsoDuration, parseIsoInstant } from '../../calendar/iso.ts';
import { checkExpression, evaluate } from '../../expression/index.ts';
import { unknownField } from '../../model/checks/manifest.ts';
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
    const formula = formulaOf(task.config.deadline?.due)?.replace(/"(?:[^"\\]|\\.)*"/g, '""') ?? '';
    const paths = [...formula.matchAll(/(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_-]*\.[\p{L}_][\p{L}\p{N}_]*/gu)].map(([path]) => path);
    return [...new Set(paths)].filter((path) => unknownField(path, pkg)).map((field) => ({ field }));
  }),
];

/** A duration that does not go back, or a date. */
function isTime(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const duration = parseIsoDuration(value);
  return duration ? !duration.negative : parseIsoInstant(value, 'UTC') !== null;
}
