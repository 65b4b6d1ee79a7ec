import type { NativeConnection } from '@temporalio/worker';

const normal = 1;
const workflowTasks = 1;
const activityTasks = 2;

/** Tasks of a queue that wait in Temporal for a worker, about: the server counts them every few seconds. */
export async function taskBacklog(connection: NativeConnection, namespace: string, name: string): Promise<number> {
  const counts = await Promise.all(
    [workflowTasks, activityTasks].map(async (taskQueueType) => {
      const answer = await connection.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name, kind: normal },
        taskQueueType,
        reportStats: true,
      });
      return Number(answer.stats?.approximateBacklogCount ?? 0);
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
