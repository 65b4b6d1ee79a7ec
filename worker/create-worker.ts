import { type NativeConnection, Worker } from '@temporalio/worker';
import type { LocalActivities, TaskActivities } from '../activities/contract.ts';
import type { WorkflowBundle } from './bundle-workflows.ts';

export interface WorkerOptions {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  bundle: WorkflowBundle;
  activities: LocalActivities & TaskActivities;
  jobsAtOnce?: number;
  identity?: string;
}

/**
 * Hosts workflows and activities. Tuned for many short cases: few of the pollers are sticky, a killed worker's cases wait one second
 * instead of ten, and running jobs may end before a worker stops.
 */
export function createWorker(options: WorkerOptions): Promise<Worker> {
  return Worker.create({
    connection: options.connection,
    namespace: options.namespace,
    taskQueue: options.taskQueue,
    workflowBundle: { code: options.bundle.code },
    activities: options.activities,
    ...(options.identity ? { identity: options.identity } : {}),
    maxCachedWorkflows: 2_000,
    // More at once only makes each slower, until under load they outlast their time.
    maxConcurrentWorkflowTaskExecutions: 30,
    maxConcurrentLocalActivityExecutions: 30,
    maxConcurrentActivityTaskExecutions: options.jobsAtOnce ?? 50,
    workflowTaskPollerBehavior: { type: 'simple-maximum', maximum: 20 },
    activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 4 },
    nonStickyToStickyPollRatio: 0.4,
    stickyQueueScheduleToStartTimeout: '1s',
    shutdownGraceTime: '20s',
    shutdownForceTime: '40s',
    enableSDKTracing: false,
  } as Parameters<typeof Worker.create>[0]);
}
