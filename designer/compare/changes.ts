import type { CompiledElement, CompiledPackage } from '../../engine/contract/index.ts';

/** One change in words: what happened, to what; `was` and `is` when it is one value. */
export interface Change {
  sign: '+' | '-' | '~';
  /** Kind of thing, a key of the texts: `change.element`, `change.way`, `change.form` … */
  what: string;
  name: string;
  /** What about it, a key of the texts; absent for what is new or gone. */
  about?: string;
  was?: string;
  is?: string;
}

/**
 * What a publication changes, read off the compiled packages: so extensions, forms and tables count, and a moved box does not
 * (bpmn-io/bpmn-js-differ#28).
 */
export function changesBetween(before: CompiledPackage, after: CompiledPackage): Change[] {
  return [
    ...compare(elementsOf(before), elementsOf(after), (element) => element.name || element.id, 'change.element', elementChanges),
    ...compare(flowsOf(before), flowsOf(after), (flow) => flow.name || flow.id, 'change.way', wayChanges),
    ...compare(byId(before.forms), byId(after.forms), (form) => form.id, 'change.form', whole),
    ...compare(byId(before.decisions), byId(after.decisions), (decision) => decision.id, 'change.table', whole),
    ...compare(byName(before.calendars), byName(after.calendars), (calendar) => calendar.name, 'change.calendar', whole),
    ...compare(byId(before.stages), byId(after.stages), (stage) => stage.name, 'change.stage', whole),
    ...compare(fieldsOf(before), fieldsOf(after), (field) => field.label, 'change.field', whole),
  ];
}

type About = { about?: string; was?: string; is?: string };

function compare<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  nameOf: (thing: T) => string,
  what: string,
  about: (was: T, is: T) => About[],
): Change[] {
  const changes: Change[] = [];
  for (const [id, is] of after) {
    const was = before.get(id);
    if (was === undefined) changes.push({ sign: '+', what, name: nameOf(is) });
    else changes.push(...about(was, is).map((change) => ({ sign: '~' as const, what, name: nameOf(is), ...change })));
  }
  for (const [id, was] of before) if (!after.has(id)) changes.push({ sign: '-', what, name: nameOf(was) });
  return changes;
}

function elementChanges(was: CompiledElement, is: CompiledElement): About[] {
  const changes: About[] = [];
  if (was.name !== is.name) changes.push({ about: 'change.name', was: was.name ?? '', is: is.name ?? '' });
  if (was.stage !== is.stage) changes.push({ about: 'change.ofStage' });
  const [before, after] = [was.config, is.config].map((config) => (config ?? {}) as { [key: string]: unknown });
  for (const key of new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])) {
    const [old, now] = [before?.[key], after?.[key]];
    if (!same(old, now))
      changes.push({ about: `change.of.${key}`, ...(short(old) && short(now) ? { was: words(old), is: words(now) } : {}) });
  }
  if (!same(was.trigger, is.trigger)) changes.push({ about: 'change.of.trigger' });
  if (!same(was.inputs, is.inputs) || !same(was.outputs, is.outputs)) changes.push({ about: 'change.of.mapping' });
  return changes;
}

function wayChanges(was: Way, is: Way): About[] {
  if (was.source !== is.source || was.target !== is.target) return [{ about: 'change.leads' }];
  return same({ ...was, name: '' }, { ...is, name: '' }) ? [] : [{ about: 'change.condition' }];
}

const whole = (was: unknown, is: unknown): About[] => (same(was, is) ? [] : [{}]);

type Way = CompiledPackage['processes'][number]['flows'][number] & { name?: string };

function elementsOf(compiled: CompiledPackage): Map<string, CompiledElement> {
  return byId(compiled.processes.flatMap((process) => process.elements));
}

function flowsOf(compiled: CompiledPackage): Map<string, Way> {
  const named = (id: string) => elementsOf(compiled).get(id)?.name || id;
  return new Map(
    compiled.processes.flatMap((process) =>
      process.flows.map((flow) => [flow.id, { ...flow, name: `${named(flow.source)} → ${named(flow.target)}` }] as const),
    ),
  );
}

function fieldsOf(compiled: CompiledPackage) {
  return new Map(compiled.recordTypes.flatMap((type) => type.fields.map((field) => [`${type.id}.${field.key}`, field] as const)));
}

function byName<T extends { name: string }>(things: readonly T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.name, thing]));
}

function byId<T extends { id: string }>(things: readonly T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function short(value: unknown): boolean {
  return value === undefined || ['string', 'number', 'boolean'].includes(typeof value);
}

function words(value: unknown): string {
  return value === undefined ? '' : String(value);
}
