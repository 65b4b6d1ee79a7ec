import type { Connection } from '@temporalio/client';

/** What Temporal's own pages can filter cases by; workflows set them, so the namespace must know them first. */
export const searchAttributes = { PerennialStage: 'Keyword' } as const;

const keyword = 2;

/** Adds the search attributes that are missing. @returns what is lacking, as a sentence, when the server does not allow it. */
export async function ensureSearchAttributes(
  connection: Pick<Connection, 'operatorService'>,
  namespace: string,
): Promise<string | undefined> {
  const known = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.keys(searchAttributes).filter((name) => !(name in (known.customAttributes ?? {})));
  if (missing.length === 0) return undefined;
  try {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, keyword])),
    });
    return undefined;
  } catch (error) {
    return `Temporal namespace ${namespace} lacks the search attribute ${missing.join(', ')} (Keyword) and it could not be added: ${(error as Error).message}`;
  }
}
