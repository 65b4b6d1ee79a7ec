import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { assignTask, claimTask, deferTask, getTask, type TaskDetail, unclaimTask } from '../../../api/contract/tasks.ts';
import { call } from '../../lib/api/call.ts';

export function taskQuery(task: string) {
  return queryOptions({ queryKey: ['task', task], queryFn: ({ signal }) => call(getTask, { params: { task }, signal }) });
}

/** After something happened to a task: itself, every list and its record. */
export function useTaskChanged() {
  const queries = useQueryClient();
  return (task: Pick<TaskDetail, 'id' | 'record'>) => {
    void queries.invalidateQueries({ queryKey: ['tasks'] });
    void queries.invalidateQueries({ queryKey: ['task', task.id] });
    void queries.invalidateQueries({ queryKey: ['case'] });
    if (!task.record) void queries.invalidateQueries({ queryKey: ['cases'] });
    if (task.record) void queries.invalidateQueries({ queryKey: ['record', task.record.id] });
  };
}

type Some = Pick<TaskDetail, 'id' | 'record'>;

export function useClaim() {
  const changed = useTaskChanged();
  return useMutation({
    mutationFn: (task: Some) => call(claimTask, { params: { task: task.id } }),
    onSettled: (_ok, _no, task) => changed(task),
  });
}

export function useGiveBack() {
  const changed = useTaskChanged();
  return useMutation({
    mutationFn: ({ task, reason }: { task: Some; reason: string }) => call(unclaimTask, { params: { task: task.id }, body: { reason } }),
    onSettled: (_ok, _no, { task }) => changed(task),
  });
}

export function useDefer() {
  const changed = useTaskChanged();
  return useMutation({
    mutationFn: ({ task, until, reason }: { task: Some; until: string; reason: string }) =>
      call(deferTask, { params: { task: task.id }, body: { until, reason } }),
    onSettled: (_ok, _no, { task }) => changed(task),
  });
}

export function useAssign() {
  const changed = useTaskChanged();
  return useMutation({
    mutationFn: ({ task, assignee, reason }: { task: Some; assignee: string | null; reason?: string }) =>
      call(assignTask, { params: { task: task.id }, body: { assignee, reason } }),
    onSettled: (_ok, _no, { task }) => changed(task),
  });
}
