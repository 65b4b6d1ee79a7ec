import { randomUUID } from 'node:crypto';
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { Router } from 'express';
import { openTasks } from './steps.ts';
import { completeUpdate, handWrittenLead, openedUpdate } from './workflow.ts';

/** The same three calls as the product's: open a lead, read its tasks, complete one. */
export function handWrittenRoutes(client: Client, taskQueue: string): Router {
  const router = Router();
  router.post('/leads', async (request, response) => {
    const caseId = randomUUID();
    const startWorkflowOperation = new WithStartWorkflowOperation(handWrittenLead, {
      workflowId: `hand-${caseId}`,
      taskQueue,
      args: [{ caseId, payload: String(request.body.payload ?? '') }],
      workflowIdConflictPolicy: 'FAIL',
    });
    const { task } = await client.workflow.executeUpdateWithStart(openedUpdate, { startWorkflowOperation });
    response.json({ caseId, task });
  });
  router.get('/leads/:case/tasks', async (request, response) => {
    response.json({ tasks: await openTasks(request.params.case) });
  });
  router.post('/leads/:case/tasks/:task/complete', async (request, response) => {
    const handle = client.workflow.getHandle(`hand-${request.params.case}`);
    response.json(
      await handle.executeUpdate(completeUpdate, {
        args: [
          { task: Number(request.params.task), outcome: String(request.body.outcome ?? ''), payload: String(request.body.payload ?? '') },
        ],
      }),
    );
  });
  return router;
}
