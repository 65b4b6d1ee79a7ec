import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FieldProblem } from '../../../api/contract/problem.ts';
import { getRecord } from '../../../api/contract/records.ts';
import type { FormField, TaskDetail } from '../../../api/contract/tasks.ts';
import { call } from '../../lib/api/call.ts';

/**
 * Fields of the record that a refusal asks for and the form lacks: they are added in place, so that nobody goes and looks for them.
 */
export function useAskedFields(task: TaskDetail, shown: readonly FormField[], problems: readonly FieldProblem[] | undefined): FormField[] {
  const paths = useMemo(
    () =>
      (problems ?? [])
        .filter((problem) => problem.path.includes('.') && !/^(evidence|checklist)\b/.test(problem.path))
        .map((problem) => problem.path),
    [problems],
  );
  const lacking = useMemo(() => paths.filter((path) => !shown.some((field) => field.key === path)), [paths, shown]);
  const record = task.record?.id;
  const found = useQuery({
    queryKey: ['record', record],
    queryFn: ({ signal }) => call(getRecord, { params: { record: record ?? '' }, signal }),
    enabled: lacking.length > 0 && record !== undefined,
  });
  return useMemo(
    () =>
      lacking.map((path) => {
        const bare = path.slice(path.indexOf('.') + 1);
        const known = found.data?.fields.find((field) => field.key === path || field.key === bare);
        const plain: FormField = {
          key: path,
          label: bare,
          type: 'text',
          required: true,
          outcomes: null,
          visibleWhen: null,
          options: null,
          min: null,
          max: null,
          pattern: null,
          help: null,
        };
        return known ? { ...plain, ...known, key: path, required: true, outcomes: null, visibleWhen: null } : plain;
      }),
    [lacking, found.data],
  );
}
