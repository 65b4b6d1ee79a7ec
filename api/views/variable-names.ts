import type { CompiledElement, CompiledPackage, FormField as ModelField } from '../../engine/contract/index.ts';
import type { ServiceTaskConfig } from '../../engine/elements/service-task/config.ts';
import type { Outcome, UserTaskConfig } from '../../engine/elements/user-task/config.ts';
import type { Locale } from '../contract/index.ts';
import { say } from '../texts/text.ts';
import { jobOutputs } from './job-types.ts';
import { words } from './packages.ts';

export interface KnownVariable {
  label: string;
  type: ModelField['type'] | null;
  options: { value: string; label: string }[] | null;
}

/**
 * How the package's forms and steps call its variables, in the reader's language: as the first form that asks for one; the result of a step by that
 * step's name, where several steps share a variable, as the last of their results.
 */
export function knownVariables(pkg: CompiledPackage | undefined, locale: Locale): Map<string, KnownVariable> {
  const known = new Map<string, KnownVariable>();
  const text = (english: string) => words(pkg, locale, english);
  const named = (options: { value: string; label: string }[]) => options.map(({ value, label }) => ({ value, label: text(label) }));
  for (const { key, label, type, options } of pkg?.forms.flatMap((form) => form.fields) ?? [])
    if (!known.has(key)) known.set(key, { label: text(label), type, options: options ? named(options) : null });
  const steps = elementsOf(pkg).filter(({ kind, config }) => kind === 'user-task' && (config as UserTaskConfig).outcomes.length > 0);
  for (const variable of new Set(steps.map(({ config }) => (config as UserTaskConfig).outcomeVariable))) {
    if (known.has(variable)) continue;
    const sharing = steps.filter(({ config }) => (config as UserTaskConfig).outcomeVariable === variable);
    const [step] = sharing;
    const label = sharing.length === 1 && step?.name ? text(step.name) : say(locale, 'data.lastResult');
    const outcomes = sharing.flatMap(({ config }): Outcome[] => (config as UserTaskConfig).outcomes);
    known.set(variable, { label, type: null, options: named(outcomes.map(({ value, name }) => ({ value, label: name }))) });
  }
  return known;
}

/**
 * Names that programs write for the process, not for people: what a job leaves that nobody named. Of a process with a record, whose data stands
 * there, all that jobs, scripts and decisions come to on the way.
 */
export function programNames(pkg: CompiledPackage | undefined): Set<string> {
  const names = elementsOf(pkg).flatMap((element) => {
    const { job, resultVariable } = (element.config ?? {}) as ServiceTaskConfig & { resultVariable?: string };
    const left = job && job.output.length === 0 ? (jobOutputs[job.jobType] ?? []) : [];
    if (pkg?.recordType === undefined || element.kind === 'user-task') return left;
    const mapped = job || resultVariable ? [...(job?.output ?? []), ...element.outputs].map(({ target }) => target) : [];
    return [...left, ...mapped, ...(resultVariable ? [resultVariable] : [])];
  });
  return new Set(names);
}

function elementsOf(pkg: CompiledPackage | undefined): CompiledElement[] {
  return pkg?.processes.flatMap((process) => process.elements) ?? [];
}
