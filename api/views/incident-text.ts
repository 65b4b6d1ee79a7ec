import type { CompiledPackage } from '../../engine/contract/index.ts';
import type { Locale } from '../contract/index.ts';
import { isTextKey, say } from '../texts/text.ts';
import { type ElementRef, elementLabel, flowTarget } from './element-words.ts';
import { causeOfIncident } from './incident-cause.ts';
import { words } from './packages.ts';

/** Where its names come from: the package of the element, or (for news that keep only names) what was written down and who translates it. */
export type IncidentNames = { pkg: CompiledPackage | undefined } | { leadsTo: ElementRef | undefined; translate: (text: string) => string };

/** What happened in the reader's language, by what the engine said or its code; only a code of others without a text says it in their words. */
export function incidentText(locale: Locale, incident: { code: string; message: string }, names: IncidentNames): string {
  const cause = causeOfIncident(incident.message);
  const key = `incident.${incident.code}`;
  if (!cause) return isTextKey(key) ? say(locale, key) : incident.message;
  const said = say(locale, cause.key, cause.params);
  const where = placeText(locale, cause, names);
  const whole = where ? say(locale, 'stuck.at', { place: where, cause: said }) : said.charAt(0).toLocaleUpperCase(locale) + said.slice(1);
  return cause.formula === undefined ? `${whole}.` : say(locale, 'stuck.formula', { cause: whole, formula: cause.formula });
}

/** Codes whose text says all that the engine's own sentence does. */
const saidWhole = new Set([
  'noFlow',
  'noEvent',
  'noStart',
  'noNextAction',
  'callDepth',
  'stepLimit',
  'openLimit',
  'chainLimit',
  'cancel',
  'adHoc',
]);

/** What was said besides the text: by the other system, or what a code leaves open. Undefined = nothing that the text does not say. */
export function incidentDetail({ code, message }: { code: string; message: string }): string | undefined {
  return saidWhole.has(code) || !isTextKey(`incident.${code}`) || causeOfIncident(message) ? undefined : message;
}

function placeText(
  locale: Locale,
  { place, flow }: NonNullable<ReturnType<typeof causeOfIncident>>,
  names: IncidentNames,
): string | undefined {
  if (!place) return undefined;
  const [to, translate] =
    'pkg' in names
      ? [flow === undefined ? undefined : flowTarget(names.pkg, flow), (text: string) => words(names.pkg, locale, text)]
      : [names.leadsTo, names.translate];
  if (flow === undefined) return say(locale, place.key, place.params);
  return to ? say(locale, 'stuckAt.conditionTo', { to: elementLabel(locale, to, translate) }) : say(locale, place.key);
}

/** Where the flow leads that an incident is about: kept in news, whose package is gone by when they are read. */
export function leadsTo(pkg: CompiledPackage | undefined, incident: { message: string }): ElementRef | undefined {
  const flow = causeOfIncident(incident.message)?.flow;
  return flow === undefined ? undefined : flowTarget(pkg, flow);
}
