import { Client, Connection } from '@temporalio/client';

/** Case workflows by distinct id: a case that continued as new is one. */
export async function countWorkflows(address: string, namespace: string): Promise<{ total: number; open: number }> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection, namespace });
    const all = new Set<string>();
    const open = new Set<string>();
    for await (const run of client.workflow.list({ query: `WorkflowType = 'instance'` })) {
      all.add(run.workflowId);
      if (run.status.name === 'RUNNING') open.add(run.workflowId);
    }
    return { total: all.size, open: open.size };
  } finally {
    await connection.close();
  }
}
