import type { CompiledElement, CompiledPackage } from '../../contract/process.ts';
import type { Finding } from '../../elements/element.ts';
import { elementOf } from '../../elements/index.ts';
import { triggers } from '../../triggers/index.ts';
import { indexProcess } from '../index-process.ts';
import { checkHandler } from './compensation.ts';
import { checkDeadlineOnce } from './deadline-once.ts';
import { checkFlow } from './flow.ts';
import { checkInstallation } from './installation.ts';
import type { JobOutputs } from './name-setters.ts';
import { checkProcess } from './process.ts';
import { checkSenders } from './senders.ts';
import { checkStages } from './stages.ts';

/** What the installation knows and the package does not say. Absent = not checked. */
export interface Installation {
  /** Names of job types that can run here: folders of `activities/jobs` and those of the company's own workers. */
  jobTypes?: string[];
  /** Names in the results of job types, by type; a type that is not there may give any. */
  jobOutputs?: JobOutputs;
  /** Inputs without which a job type can do nothing, by type. */
  jobInputs?: { [type: string]: string[] };
  /** Names of the installation's calendars; the package's own are known besides. */
  calendars?: string[];
  /** The moment of publishing; fixed dates before it are told. */
  now?: number;
  /** Teams and roles that tasks can be offered to. */
  groups?: string[];
}

const triggerByKind = new Map(triggers.map((trigger) => [trigger.kind, trigger]));

/** All publish rules over a compiled package: those of each element and trigger, then those about paths, stages and jobs. */
export function checkPackage(pkg: CompiledPackage, installation: Installation = {}): Finding[] {
  const own = pkg.processes.flatMap((process) => [
    ...checkProcess(process, pkg),
    ...process.elements.flatMap((element) => [
      ...ownRules(element, pkg),
      ...(process.global ? [] : checkFlow(element, process)),
      ...checkHandler(element, process),
      ...checkStages(element, pkg),
      ...checkDeadlineOnce(element, indexProcess(process), pkg),
      ...checkInstallation(element, pkg, installation),
    ]),
  ]);
  return [...own, ...checkSenders(pkg)];
}

function ownRules(element: CompiledElement, pkg: CompiledPackage): Finding[] {
  const place = { element: element.id };
  const own = elementOf(element.kind).rules.flatMap((rule) =>
    rule.check(element, pkg).map((found) => ({ rule: rule.id, ...place, ...found })),
  );
  const trigger = element.trigger;
  if (!trigger) return own;
  const rules = triggerByKind.get(trigger.kind)?.rules ?? [];
  return [...own, ...rules.flatMap((rule) => rule.check(trigger, element, pkg).map((found) => ({ rule: rule.id, ...place, ...found })))];
}
