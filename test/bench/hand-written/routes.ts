import { randomUUID } from 'node:crypto';
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { z } from 'zod';
import { defineRoute } from '../../../api/contract/index.ts';
import { type Endpoint, endpoint } from '../../../api/endpoint.ts';
import { openTasks } from './steps.ts';
import { completeUpdate, handWrittenLead, openedUpdate } from './workflow.ts';

const caseParams = z.object({ case: z.uuid() });

/** The same three calls as the product's, with the same rights, checks and parsing: open a lead, read its tasks, complete one. */
export function handWrittenEndpoints(client: Client, taskQueue: string): Endpoint[] {
  const open = defineRoute({
    method: 'post',
    path: '/hand/leads',
    summary: 'Open a lead',
    right: 'record:create',
    body: z.object({ payload: z.string().max(4000) }),
    reply: z.object({ caseId: z.string(), task: z.number() }),
  });
  const tasks = defineRoute({
    method: 'get',
    path: '/hand/leads/:case/tasks',
    summary: 'Its open tasks',
    right: 'task:work',
    params: caseParams,
    reply: z.object({ tasks: z.array(z.number()) }),
  });
  const complete = defineRoute({
    method: 'post',
    path: '/hand/leads/:case/tasks/:task/complete',
    summary: 'Complete a task',
    right: 'task:work',
    params: caseParams.extend({ task: z.coerce.number().int() }),
    body: z.object({ outcome: z.string().max(100), payload: z.string().max(4000) }),
    reply: z.object({ task: z.number().nullable() }),
  });
  return [
    endpoint(open, async ({ body }) => {
      const caseId = randomUUID();
      const startWorkflowOperation = new WithStartWorkflowOperation(handWrittenLead, {
        workflowId: `hand-${caseId}`,
        taskQueue,
        args: [{ caseId, payload: body.payload }],
        workflowIdConflictPolicy: 'FAIL',
      });
      const { task } = await client.workflow.executeUpdateWithStart(openedUpdate, { startWorkflowOperation });
      return { caseId, task };
    }),
    endpoint(tasks, async ({ params }) => ({ tasks: await openTasks(params.case) })),
    endpoint(complete, async ({ params, body }) =>
      client.workflow
        .getHandle(`hand-${params.case}`)
        .executeUpdate(completeUpdate, { args: [{ task: params.task, outcome: body.outcome, payload: body.payload }] }),
    ),
  ];
}
