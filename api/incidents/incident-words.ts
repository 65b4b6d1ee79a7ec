import type { IncidentRow } from '../../db/queries/operations-incidents.ts';
import { maskedName, maskOf } from '../access/policy.ts';
import type { Reader } from '../access/reader.ts';
import { say } from '../texts/text.ts';
import { incidentText } from '../views/incident-text.ts';
import { findElement, type Packages, words } from '../views/packages.ts';

/** Names as the package has them: translated for whoever reads. */
export interface IncidentWords {
  process: string;
  /** The process, where the case as a whole is stuck. */
  element: string;
}

export async function incidentWords(packages: Packages, incident: IncidentRow): Promise<IncidentWords> {
  const pkg = await packages.get(incident.packageHash);
  const process = pkg.name || incident.packageKey;
  return { process, element: incident.element ? findElement(pkg, incident.element)?.name || incident.element : process };
}

/** One incident as a sentence: what, where, why. */
export async function incidentSentence(packages: Packages, reader: Reader, incident: IncidentRow): Promise<string> {
  const { locale } = reader;
  const pkg = await packages.get(incident.packageHash);
  const names = await incidentWords(packages, incident);
  const params = {
    process: words(pkg, locale, names.process),
    element: words(pkg, locale, names.element),
    cause: incidentText(locale, incident),
  };
  const record = maskedName(maskOf(reader), incident.recordTitle ?? '');
  return incident.recordId ? say(locale, 'notice.caseStuck', { ...params, record }) : say(locale, 'notice.processStuck', params);
}
