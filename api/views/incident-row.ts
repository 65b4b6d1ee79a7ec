import type { IncidentRow as Row } from '../../db/queries/operations-incidents.ts';
import type { CompiledPackage } from '../../engine/contract/index.ts';
import { maskedName, maskedText, maskOf } from '../access/policy.ts';
import type { Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import { numberedId } from '../http/numbered-id.ts';
import { elementLabel, elementRef } from './element-words.ts';
import { askedFor } from './incident-cause.ts';
import { incidentDetail, incidentText } from './incident-text.ts';
import { words } from './packages.ts';

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
  detail: string | null;
  asks: string[];
  at: string;
  retryable: boolean;
}

export async function incidentRows(context: ApiContext, reader: Reader, rows: Row[]): Promise<IncidentView[]> {
  const packages = await context.packages.getAll(rows.flatMap((row) => [row.packageHash, row.elementPackageHash]));
  const mask = maskOf(reader);
  return rows.map((given) => {
    const row = { ...given, message: maskedText(mask, given.message) };
    const pkg = packages.get(row.packageHash);
    const own = packages.get(row.elementPackageHash);
    return {
      id: numberedId(row.instanceId, row.id),
      instanceId: row.instanceId,
      record: row.recordId ? { id: row.recordId, title: maskedName(mask, row.recordTitle ?? '') } : null,
      process: words(pkg, reader.locale, pkg?.name ?? row.packageKey),
      element: row.element,
      code: row.code,
      message: row.message,
      ...incidentWhere(reader, own, row),
      detail: incidentDetail(row) ?? null,
      at: row.at.toISOString(),
      retryable: row.retryable,
    };
  });
}

/** At which element, and what happened, in the reader's words and as he may see it; `pkg` is the one the element stands in. */
export function incidentWhere(
  reader: Pick<Reader, 'locale' | 'roles'>,
  pkg: CompiledPackage | undefined,
  incident: { code: string; message: string; element: string | null },
): { elementName: string | null; text: string; asks: string[] } {
  const { locale } = reader;
  const told = { ...incident, message: maskedText(maskOf(reader), incident.message) };
  const ref = elementRef(pkg, incident.element);
  return {
    elementName: ref ? elementLabel(locale, ref, (text) => words(pkg, locale, text)) : null,
    text: incidentText(locale, told, { pkg }),
    asks: askedFor(incident.message),
  };
}
