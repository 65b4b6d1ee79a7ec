import { unknownField } from '../../model/checks/manifest.ts';
import type { PublishRule } from '../element.ts';
import { movesRecord, publishRule, when } from '../rule.ts';
import type { UserTaskConfig } from './config.ts';
import { deadlineRules } from './deadline-rules.ts';
import { outcomeRules } from './outcome-rules.ts';

export const rules: PublishRule<UserTaskConfig>[] = [
  publishRule('user-task/form-unknown', 'error', (task, { pkg }) =>
    when(task.config.form !== undefined && !pkg.forms.some((form) => form.id === task.config.form), { form: task.config.form ?? '' }),
  ),
  publishRule('user-task/no-due', 'warning', (task, { pkg }) => when(movesRecord(pkg) && task.config.deadline === undefined)),
  publishRule('user-task/nobody', 'warning', (task) => {
    const { candidateGroups, assignee } = task.config;
    const somebody =
      candidateGroups.names.length > 0 || candidateGroups.rule !== undefined || assignee !== undefined || task.lane !== undefined;
    return when(!somebody);
  }),
  publishRule('user-task/field-unknown', 'error', (task, { pkg }) => {
    const named = [...task.config.requiredFields.map((each) => each.field), ...task.config.outcomes.flatMap((each) => each.requires)];
    return named.filter((field) => unknownField(field, pkg)).map((field) => ({ field }));
  }),
  publishRule('user-task/required-not-asked', 'warning', (task, { pkg }) => {
    const form = pkg.forms.find((each) => each.id === task.config.form);
    if (!form) return [];
    return task.config.outcomes.flatMap((outcome) =>
      outcome.requires
        .filter((field) => !field.includes('.') && !form.fields.some((each) => each.key === field))
        .map((field) => ({ field, outcome: outcome.name, form: form.id })),
    );
  }),
  publishRule('form/outcome-unknown', 'error', (task, { pkg }) => {
    const form = pkg.forms.find((each) => each.id === task.config.form);
    const known = task.config.outcomes.map((outcome) => outcome.value);
    return (form?.fields ?? []).flatMap((field) =>
      (field.outcomes ?? [])
        .filter((outcome) => !known.includes(outcome))
        .map((outcome) => ({ field: field.label, form: form?.id ?? '', outcome })),
    );
  }),
  ...deadlineRules,
  ...outcomeRules,
];
