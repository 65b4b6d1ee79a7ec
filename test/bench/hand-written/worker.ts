import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import * as steps from './steps.ts';
import { connect, schema } from './steps.ts';
import { taskQueue } from './task-queue.ts';

/** Tuned as the product's own worker: many pollers, few of them sticky, a short sticky time-out. */
const address = process.env.TEMPORAL_ADDRESS ?? '127.0.0.1:7233';
const url = process.env.DATABASE_URL ?? '';
Runtime.install({ shutdownSignals: ['SIGTERM', 'SIGINT'] });
await connect(url).query(schema);
const connection = await NativeConnection.connect({ address });
const { openCase, recordScore, completeStep, closeCase } = steps;
const worker = await Worker.create({
  connection,
  namespace: process.env.TEMPORAL_NAMESPACE ?? 'default',
  taskQueue,
  workflowsPath: new URL('./workflow.ts', import.meta.url).pathname,
  activities: { openCase, recordScore, completeStep, closeCase },
  maxCachedWorkflows: 5000,
  maxConcurrentWorkflowTaskExecutions: 100,
  workflowTaskPollerBehavior: { type: 'simple-maximum', maximum: 30 },
  nonStickyToStickyPollRatio: 0.4,
  stickyQueueScheduleToStartTimeout: '1s',
});
process.stdout.write('ready\n');
await worker.run();
