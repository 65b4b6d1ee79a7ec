import type { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { ServerError } from './server-error.ts';

/** What Temporal's own pages can filter cases by. */
export const searchAttributes = { PerennialStage: 'Keyword' } as const;

const keyword = 2;
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

/** Adds the search attributes that are missing; a server that forbids it says how to do it by hand. */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const known = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.keys(searchAttributes).filter((name) => !(name in (known.customAttributes ?? {})));
  if (missing.length === 0) return;
  try {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, keyword])),
    });
  } catch (error) {
    throw new ServerError(
      `Temporal namespace ${namespace} lacks the search attribute ${missing.join(', ')} (Keyword) and it could not be added: ${(error as Error).message}`,
    );
  }
}
