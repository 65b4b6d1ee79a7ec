import type { z } from 'zod';
import { listWaits } from '../../db/queries/case-waits.ts';
import type { Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import type { caseWait } from '../contract/index.ts';
import { elementLabel, elementRef } from './element-words.ts';
import { words } from './packages.ts';

/** What a case waits for by itself, named in the reader's language. */
export async function waitsOf(deps: ApiContext, reader: Reader, instanceId: string): Promise<z.output<typeof caseWait>[]> {
  const rows = await listWaits(deps.db, instanceId);
  const packages = await deps.packages.getAll(rows.map((row) => row.packageHash));
  return rows.map(({ kind, element, packageHash, name, at, attempt, attempts, delayMs }) => {
    const pkg = packages.get(packageHash);
    const ref = elementRef(pkg, element);
    return {
      kind,
      element: ref ? elementLabel(reader.locale, ref, (text) => words(pkg, reader.locale, text)) : element,
      name: name === null ? null : words(pkg, reader.locale, name),
      at: at?.toISOString() ?? null,
      attempt,
      attempts,
      nextAt: at && delayMs !== null ? new Date(at.getTime() + delayMs).toISOString() : null,
    };
  });
}
