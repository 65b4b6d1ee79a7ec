import type { IncidentRow as Row } from '../../db/queries/operations-incidents.ts';
import type { Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import { numberedId } from '../http/numbered-id.ts';
import { incidentText } from './incident-text.ts';
import { findElement, words } from './packages.ts';

export interface IncidentView {
  id: string;
  instanceId: string;
  record: { id: string; title: string } | null;
  process: string;
  element: string | null;
  elementName: string | null;
  code: string;
  message: string;
  /** What happened, in the reader's words. */
  text: string;
  at: string;
  retryable: boolean;
}

export async function incidentRows(context: ApiContext, reader: Reader, rows: Row[]): Promise<IncidentView[]> {
  const packages = await context.packages.getAll(rows.map((row) => row.packageHash));
  return rows.map((row) => {
    const pkg = packages.get(row.packageHash);
    const name = row.element ? (findElement(pkg, row.element)?.name ?? null) : null;
    return {
      id: numberedId(row.instanceId, row.id),
      instanceId: row.instanceId,
      record: row.recordId ? { id: row.recordId, title: row.recordTitle ?? '' } : null,
      process: words(pkg, reader.locale, pkg?.name ?? row.packageKey),
      element: row.element,
      elementName: name && words(pkg, reader.locale, name),
      code: row.code,
      message: row.message,
      text: incidentText(reader.locale, row),
      at: row.at.toISOString(),
      retryable: row.retryable,
    };
  });
}
