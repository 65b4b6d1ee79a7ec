import { type Client, isGrpcServiceError, ServiceError } from '@temporalio/client';
import { toldSignal, workflowType } from './names.ts';

/** Signals one instance's workflow, starting it if it does not run. */
export type Tell = (instanceId: string, effectNumber: number) => Promise<void>;

const callLimitMs = 10_000;

/** Always signal-with-start: whether a workflow runs is Temporal's knowledge, and this is the one call that needs none of it. */
export function tellBy(client: Client, taskQueue: string): Tell {
  return async (instanceId, effectNumber) => {
    await client.withDeadline(Date.now() + callLimitMs, () =>
      client.workflow.signalWithStart(workflowType, {
        workflowId: instanceId,
        taskQueue,
        args: [{ instanceId }],
        signal: toldSignal,
        signalArgs: [effectNumber],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    );
  };
}

/** gRPC codes after which the same call may well succeed: cancelled, unknown, deadline, exhausted, aborted, internal, unavailable. */
const passing = new Set([1, 2, 4, 8, 10, 13, 14]);

/** False for an error of this one call (an id Temporal refuses), which repeating would not mend. */
export function isOutage(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return !isGrpcServiceError(cause) || passing.has(cause.code);
}
