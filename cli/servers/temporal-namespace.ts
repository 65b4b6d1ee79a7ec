import type { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { ensureSearchAttributes } from '../../worker/search-attributes.ts';
import { ServerError } from './server-error.ts';

const alreadyExists = 6;

/** Makes the namespace when it is missing (a production server starts without any). */
export async function ensureNamespace(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs('7 days'),
    });
  } catch (error) {
    if ((error as { code?: number }).code !== alreadyExists) throw error;
  }
}

/** As the worker does it at its start; here a refusal is said before anything else starts. */
export async function requireSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const lacking = await ensureSearchAttributes(connection, namespace);
  if (lacking) throw new ServerError(lacking);
}
