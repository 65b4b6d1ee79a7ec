import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ElementDescriptor, EventPosition } from '../../engine/elements/element.ts';
import { elements } from '../../engine/elements/index.ts';
import { ruleIds } from '../../engine/model/findings.ts';
import { triggers } from '../../engine/triggers/index.ts';

export const root = resolve(import.meta.dirname, '../..');

/** What a page tells in words; elements have it always, triggers and traits in `descriptor.ts` of their folder or their definition. */
export type Described = Pick<ElementDescriptor, 'title' | 'synonyms' | 'semantics'> & Partial<ElementDescriptor>;

export type Group = 'elements' | 'triggers' | 'traits';

/** What gets a page: a kind of element, an event trigger, or something any activity may carry. */
export interface Subject {
  group: Group;
  /** Folder's name: `user-task`, `timer`, `loop`. */
  name: string;
  folder: string;
  /** `bpmn:UserTask`, `bpmn:TimerEventDefinition`; null for the trigger none and for traits. */
  bpmnType: string | null;
  described?: Described;
  /** Of triggers: where the standard lets them stand, as the definition says. */
  positions?: EventPosition[];
  /** Ids of the rules that may refuse it: its definition's, those its own files name, and those named after it. In the order of the texts. */
  rules: string[];
}

/** Everything the engine lists, and the folders of the traits. A new one needs no change here. */
export async function readSubjects(): Promise<Subject[]> {
  const traits = folders('engine/traits').map((name) => ({ kind: name, bpmnType: null, rules: [] }));
  const of = (
    group: Group,
    all: { kind: string; bpmnType: string | null; rules: { id: string }[]; descriptor?: Described; positions?: EventPosition[] }[],
  ) => Promise.all(all.map((each) => subjectOf(group, each)));
  return [...(await of('elements', elements)), ...(await of('triggers', triggers)), ...(await of('traits', traits))];
}

async function subjectOf(
  group: Group,
  {
    kind,
    bpmnType,
    rules,
    descriptor,
    positions,
  }: { kind: string; bpmnType: string | null; rules: { id: string }[]; descriptor?: Described; positions?: EventPosition[] },
): Promise<Subject> {
  const folder = join(root, 'engine', group, kind);
  const file = join(folder, 'descriptor.ts');
  const described = descriptor ?? (existsSync(file) ? ((await import(file)) as { descriptor: Described }).descriptor : undefined);
  const named = new Set([...rules.map((rule) => rule.id), ...rulesNamedIn(folder)]);
  return {
    group,
    name: kind,
    folder,
    bpmnType,
    described,
    positions,
    rules: ruleIds.filter((id) => named.has(id) || id.startsWith(`${kind}/`)),
  };
}

/** Quoted rule ids in the folder's own files: what compiling refuses is named there. */
function rulesNamedIn(folder: string): string[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')) : [];
  const known = new Set(ruleIds);
  return files
    .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/'([\w-]+\/[\w-]+)'/g)].map((match) => match[1] ?? ''))
    .filter((id) => known.has(id));
}

function folders(path: string): string[] {
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

export function titleOf({ name, described }: Subject): string {
  return described?.title ?? name.replace(/^./, (letter) => letter.toUpperCase()).replaceAll('-', ' ');
}

/** How BPMN calls it: `User task`, `Timer event definition`. */
export function bpmnName({ name, bpmnType }: Subject): string {
  const word = bpmnType?.replace(/^\w+:/, '').replace(/EventDefinition$/, '') ?? name;
  return word
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replaceAll('-', ' ')
    .replace(/^./, (letter) => letter.toUpperCase());
}

/** Where its page lies below `docs/elements`; elements lie there themselves. */
export function pagePath({ group, name }: Pick<Subject, 'group' | 'name'>): string {
  return group === 'elements' ? `${name}.md` : `${group}/${name}.md`;
}
