import type { IncidentRow } from '../../db/queries/operations-incidents.ts';
import { maskedName, maskedText, maskOf } from '../access/policy.ts';
import type { Reader } from '../access/reader.ts';
import { say } from '../texts/text.ts';
import { type ElementRef, elementLabel, elementRef } from '../views/element-words.ts';
import { incidentText, leadsTo } from '../views/incident-text.ts';
import { type Packages, words } from '../views/packages.ts';

/** Names as the packages have them: translated for whoever reads. */
export interface IncidentWords {
  process: string;
  /** Name of the element; the process, where the case as a whole is stuck, or an id that its package does not know. */
  element: string;
  /** An element without a name of its own, or where the flow leads that the incident is about. */
  at?: ElementRef;
  leadsTo?: ElementRef;
}

export async function incidentWords(packages: Packages, incident: IncidentRow): Promise<IncidentWords> {
  const [pkg, own] = await Promise.all([packages.get(incident.packageHash), packages.get(incident.elementPackageHash)]);
  const process = pkg.name || incident.packageKey;
  const ref = elementRef(own, incident.element);
  const to = leadsTo(own, incident);
  return {
    process,
    element: ref?.name ?? incident.element ?? process,
    ...(ref && !ref.name ? { at: ref } : {}),
    ...(to ? { leadsTo: to } : {}),
  };
}

/** One incident as a sentence: what, where, why. */
export async function incidentSentence(packages: Packages, reader: Reader, incident: IncidentRow): Promise<string> {
  const { locale } = reader;
  const mask = maskOf(reader);
  const [pkg, own] = await Promise.all([packages.get(incident.packageHash), packages.get(incident.elementPackageHash)]);
  const names = await incidentWords(packages, incident);
  const translate = (text: string) => words(own, locale, text);
  const params = {
    process: words(pkg, locale, names.process),
    element: names.at
      ? elementLabel(locale, names.at, translate)
      : names.element === names.process
        ? words(pkg, locale, names.element)
        : translate(names.element),
    cause: incidentText(locale, { ...incident, message: maskedText(mask, incident.message) }, { pkg: own }),
  };
  const record = maskedName(mask, incident.recordTitle ?? '');
  return incident.recordId ? say(locale, 'notice.caseStuck', { ...params, record }) : say(locale, 'notice.processStuck', params);
}
