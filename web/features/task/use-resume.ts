import { useMutation } from '@tanstack/react-query';
import { resumeInstance } from '../../../api/contract/instances.ts';
import type { TaskDetail } from '../../../api/contract/tasks.ts';
import { call } from '../../lib/api/call.ts';
import { useTaskChanged } from './queries.ts';

/** The whole case goes on, not one step of it alone. */
export function useResume() {
  const changed = useTaskChanged();
  return useMutation({
    mutationFn: (of: Pick<TaskDetail, 'id' | 'instanceId' | 'record'>) =>
      call(resumeInstance, { params: { instance: of.instanceId }, body: {} }),
    onSettled: (_ok, _no, of) => changed(of),
  });
}
