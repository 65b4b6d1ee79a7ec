import type { StartTimerView } from '../../db/queries/start-timers.ts';
import type { CompiledPackage, CompiledProcess, Form, FormField as ModelField, ProcessInput } from '../../engine/contract/index.ts';
import type { StartEventConfig } from '../../engine/elements/start-event/config.ts';
import { indexProcess } from '../../engine/model/index-process.ts';
import { startsOf } from '../../runtime/packages.ts';
import type { FormField, Locale, StartInfo, StartKind } from '../contract/index.ts';
import { say } from '../texts/text.ts';
import { formFieldView, recordFieldView } from './form-view.ts';
import { recordFields, typeName, words } from './packages.ts';

/** Kinds of triggers of a start event that a person may stand in for. */
const byHand = new Set(['none', 'conditional']);

export function startKindOf(pkg: CompiledPackage): StartKind {
  if (pkg.recordType) return 'record';
  const process = mainProcess(pkg);
  if (!process) return 'none';
  const index = indexProcess(process);
  if (index.entrances(process.id).length > 0) return 'plain';
  const starts = (index.scopes.get(process.id) ?? []).filter((element) => element.kind === 'start-event');
  if (starts.some((start) => byHand.has(start.trigger?.kind ?? 'none'))) return 'plain';
  return starts.some((start) => start.trigger?.kind === 'timer') ? 'timer' : 'event';
}

/** The form of the event where a start by hand begins. */
export function startForm(pkg: CompiledPackage): Form | undefined {
  const process = mainProcess(pkg);
  const entrances = process ? indexProcess(process).entrances(process.id) : [];
  const id = entrances.map(({ config }) => (config as Partial<StartEventConfig>).form).find((form) => form !== undefined);
  return id === undefined ? undefined : pkg.forms.find((form) => form.id === id);
}

/** Messages and signals that begin a case of the main process. */
export function startEvents(pkg: CompiledPackage): StartInfo['events'] {
  const own = startsOf(pkg).filter(({ process }) => process === pkg.mainProcess);
  const names = own.map(({ kind, name }) => ({ kind, name }));
  return names.filter((each, at) => names.findIndex(({ kind, name }) => kind === each.kind && name === each.name) === at);
}

/** What whoever starts a case is asked for. */
export function startFields(pkg: CompiledPackage, locale: Locale): FormField[] {
  if (pkg.recordType) return recordStartFields(pkg, pkg.recordType, locale);
  const form = startForm(pkg);
  if (form) return form.fields.map((field) => formFieldView(pkg, locale, field));
  return declaredIn(pkg).map((input) => formFieldView(pkg, locale, fieldOf(input, locale)));
}

/** What the main process declares that it is given. */
export function declaredInputs(pkg: CompiledPackage): ProcessInput[] {
  return mainProcess(pkg)?.inputs ?? [];
}

/** What a form of a later step asks for is not asked for twice. */
function declaredIn(pkg: CompiledPackage): ProcessInput[] {
  const later = new Set(pkg.forms.flatMap((each) => each.fields.map(({ key }) => key)));
  return declaredInputs(pkg).filter(({ name }) => !later.has(name));
}

/** Types whose values people type; and what the process itself keeps: who has it, why, what was computed. */
const notTyped = new Set(['json', 'user', 'reference']);
const kept = /^(owner|team)$|Why$/;

function recordStartFields(pkg: CompiledPackage, type: string, locale: Locale): FormField[] {
  const all = recordFields(pkg, type).filter(({ key, type: kind }) => !notTyped.has(kind) && !kept.test(key));
  const title = all.find(({ key }) => key === 'title') ?? {
    key: 'title',
    label: say(locale, 'start.title'),
    type: 'text' as const,
    max: 300,
  };
  const fields = [title, ...all.filter(({ key }) => key !== 'title')];
  return fields.map((field) => ({ ...recordFieldView(pkg, locale, field), required: field.key === 'title' }));
}

/** Without a type a value is a text, a number or true or false, as it looks. */
function fieldOf({ name, type }: ProcessInput, locale: Locale): ModelField {
  return { key: name, label: name, type: type ?? 'text', ...(type ? {} : { help: say(locale, 'start.anyValue') }) };
}

export function startInfo(pkg: CompiledPackage, version: number, locale: Locale): Omit<StartInfo, 'timers'> {
  const { recordType } = pkg;
  const form = startForm(pkg);
  return {
    key: pkg.key,
    name: words(pkg, locale, pkg.name),
    version,
    kind: startKindOf(pkg),
    fields: startFields(pkg, locale),
    values: recordType ? {} : proposed(form),
    untyped: recordType || form ? [] : declaredIn(pkg).flatMap(({ name, type }) => (type ? [] : [name])),
    record: recordType ? { type: recordType, name: typeName(pkg, recordType, locale) } : null,
    events: startEvents(pkg),
  };
}

export function startTimerView({
  process,
  element,
  rule,
  nextAt,
  lastAt,
  skippedFrom,
  skippedUntil,
  problem,
}: StartTimerView): StartInfo['timers'][number] {
  const skipped = skippedFrom && skippedUntil ? { from: skippedFrom.toISOString(), until: skippedUntil.toISOString() } : null;
  return { process, element, rule, nextAt: nextAt?.toISOString() ?? null, lastAt: lastAt?.toISOString() ?? null, skipped, problem };
}

function proposed(form: Form | undefined): StartInfo['values'] {
  return Object.fromEntries(
    (form?.fields ?? []).flatMap(({ key, defaultValue }) => (defaultValue === undefined ? [] : [[key, defaultValue]])),
  );
}

function mainProcess(pkg: CompiledPackage): CompiledProcess | undefined {
  return pkg.processes.find(({ id }) => id === pkg.mainProcess);
}
