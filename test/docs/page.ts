import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompiledElement } from '../../engine/contract/index.ts';
import type { EventPosition } from '../../engine/elements/element.ts';
import texts from '../../engine/model/findings/en.json' with { type: 'json' };
import { read, subjectIn } from './drawing.ts';
import { compileExample, type Example, examplesOf } from './example.ts';
import { type EdgeEvent, edgesOf, positionsOf } from './positions.ts';
import { type Read, readsOf } from './reads.ts';
import { factsOf } from './run.ts';
import { bpmnName, type Subject, titleOf } from './subjects.ts';

/** A page before it is written: what elements have in common is known only when all of them were read. */
export interface Draft {
  subject: Subject;
  examples: Example[];
  reads: Read[];
  facts: string[];
  /** Null for what has no edge. */
  edges: EdgeEvent[] | null;
  positions: string[];
}

export async function draftOf(subject: Subject): Promise<Draft> {
  const examples = await examplesOf(subject);
  const facts: string[] = [];
  for (const example of examples) {
    const compiled = await compileExample(example);
    if (!compiled.ok) {
      const said = compiled.findings.map((each) => each.message).join(' ');
      const where = `engine/${subject.group}/${subject.name}/${example.name}.bpmn`;
      throw new Error(`The example of ${subject.group}/${subject.name} may not be published; write or mend ${where}. ${said}`);
    }
    facts.push(...factsOf(compiled.pkg, await meant(subject, example)));
  }
  return {
    subject,
    examples,
    reads: await readsOf(
      subject,
      examples.map((each) => each.xml),
    ),
    facts: [...new Set(facts)],
    edges: subject.group === 'elements' ? await edgesOf(subject, examples[0] as Example) : null,
    positions: await placesOf(subject),
  };
}

const positionWords: { [position in EventPosition]: string } = {
  start: 'start event of a process',
  'event-sub-process': 'start of an event subprocess',
  catch: 'intermediate catch event',
  boundary: 'edge of an activity',
  throw: 'intermediate throw event',
  end: 'end event',
};

/** Where a trigger may stand: as tried out, else as its definition says. */
async function placesOf(subject: Subject): Promise<string[]> {
  const tried = subject.group === 'triggers' ? (await positionsOf(subject)).map((each) => each.name) : [];
  return tried.length > 0 ? tried : (subject.positions ?? []).map((each) => positionWords[each]);
}

/** Elements of the example that the page is about: all of the kind, all with the trigger, or the one that has the trait. */
async function meant(subject: Subject, { xml }: Example): Promise<(element: CompiledElement) => boolean> {
  const { group, name } = subject;
  const { id } = subjectIn((await read(xml)).process, subject);
  return (element) =>
    element.id === id || (group === 'elements' ? element.kind === name : group === 'triggers' && element.trigger?.kind === name);
}

/** What all of them read, told once on the index page: every element, and every activity. */
export interface Common {
  elements: Read[];
  activities: Read[];
}

export function commonOf(drafts: Draft[]): Common {
  const elements = drafts.filter((draft) => draft.subject.group === 'elements');
  const shared = (some: Draft[]) =>
    some
      .map(readsInCommonWords)
      .reduce((all, reads) => all.filter((each) => reads.some((other) => same(each, other))), readsInCommonWords(some[0]));
  const ofAll = shared(elements);
  return {
    elements: ofAll,
    activities: shared(elements.filter((draft) => draft.edges !== null)).filter((each) => !ofAll.some((other) => same(each, other))),
  };
}

/** Its own tag written as any element's. */
function readsInCommonWords(draft: Draft | undefined): Read[] {
  return (draft?.reads ?? []).map((each) => (draft && each.on === tagOf(draft) ? { ...each, on: 'bpmn:…' } : each));
}

function same(one: Read, other: Read): boolean {
  return one.on === other.on && one.name === other.name;
}

export function pageOf(draft: Draft, common: Common): string {
  const { subject, examples } = draft;
  const { described } = subject;
  const up = subject.group === 'elements' ? '' : '../';
  const words = described?.synonyms.length ? `\n\nAlso called: ${described.synonyms.join(', ')}.` : '';
  const parts = [
    `# ${titleOf(subject)}`,
    `![${bpmnName(subject)}](${up}pictures/${subject.group}/${subject.name}.svg)`,
    `${kindLine(subject)}${words}`,
    ...section('Where the standard is silent', described?.semantics),
    ...section('What is seen of it', sees(described?.sees)),
    ...section('Where it may stand', list(draft.positions)),
    ...section('What it reads', table(draft, common)),
    ...section('What it is compiled to', config(subject)),
    ...section('What may stand on its edge', edges(draft.edges)),
    ...section('What the check before publishing may say of it', rules(subject)),
    ...section('What is written down of it in the example', draft.facts.length > 0 ? `${draft.facts.map(code).join(', ')}.` : undefined),
    ...examples.flatMap(({ name, xml, others }, position) => [
      position === 0 ? '## Example' : '## Another example',
      `![Example](${up}${examplePicture(subject, name)})`,
      fence('xml', xml),
      ...others.flatMap(({ path, content }) =>
        position === 0 ? [`${code(path)} beside it:`, fence(/dmn$/.test(path) ? 'xml' : 'json', content)] : [],
      ),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Path of an example's picture below `docs/elements`. */
export function examplePicture({ group, name }: Subject, example: string): string {
  return `pictures/${group}/${name}-${example}.svg`;
}

const groupWords = { elements: 'Element', triggers: 'Event trigger', traits: 'What activities may carry' };

function kindLine(subject: Subject): string {
  const tag = !subject.bpmnType?.startsWith('bpmn:') ? '' : ` \`<${subject.bpmnType.replace(/:./, (letters) => letters.toLowerCase())}>\``;
  return `${groupWords[subject.group]}: ${bpmnName(subject)}${tag}, \`engine/${subject.group}/${subject.name}\`.`;
}

function section(title: string, text: string | undefined): string[] {
  return text ? [`## ${title}`, text] : [];
}

function list(items: string[]): string | undefined {
  return items.length > 0 ? items.map((each) => `- ${each}`).join('\n') : undefined;
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function tagOf({ subject }: Draft): string {
  return (subject.bpmnType ?? '').replace(/:./, (letters) => letters.toLowerCase());
}

function table(draft: Draft, common: Common): string | undefined {
  const shared = draft.subject.group === 'elements' ? [...common.elements, ...(draft.edges === null ? [] : common.activities)] : [];
  const own = draft.reads.filter((_, position) => {
    const word = readsInCommonWords(draft)[position];
    return !shared.some((other) => word && same(word, other));
  });
  const what = draft.edges === null ? 'every element' : 'every activity';
  const rest =
    shared.length > 0 ? `${own.length > 0 ? 'Besides' : 'Only'} [what ${what} reads](README.md#what-every-element-reads).` : undefined;
  return [own.length > 0 ? readsTable(own) : undefined, rest].filter((each) => each !== undefined).join('\n\n') || undefined;
}

function sees(rows: { by: string; names: string; holds: string }[] | undefined): string | undefined {
  if (!rows) return undefined;
  return ['| by | name | holds |', '|---|---|---|', ...rows.map(({ by, names, holds }) => `| ${by} | ${names} | ${holds} |`)].join('\n');
}

export function readsTable(reads: Read[]): string {
  return [
    '| on | name | holds |',
    '|---|---|---|',
    ...reads.map(({ on, name, type }) => `| ${code(`<${on}>`)} | ${code(name)} | ${type} |`),
  ].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}

/** The type it compiles to, as `config.ts` has it, without its imports. */
function config({ folder }: Subject): string | undefined {
  const file = join(folder, 'config.ts');
  if (!existsSync(file)) return undefined;
  const source = readFileSync(file, 'utf8')
    .replace(/^import .*;\n/gm, '')
    .trim();
  return /Record<string, never>/.test(source) ? undefined : fence('ts', source);
}

function edges(found: EdgeEvent[] | null): string | undefined {
  if (found === null) return undefined;
  if (found.length === 0) return 'Nothing.';
  const kinds = [...new Set(found.map((each) => each.trigger))];
  return list(
    kinds.map((kind) => {
      const ways = found.filter((each) => each.trigger === kind).map((each) => (each.interrupting ? 'interrupting' : 'non-interrupting'));
      return `[${kind}](triggers/${kind}.md): ${ways.join(' or ')}`;
    }),
  );
}

function rules({ rules: ids }: Subject): string | undefined {
  return list(ids.map(sentenceOf));
}

/** A rule by its id, with its sentence; `{…}` is filled in when it speaks. */
export function sentenceOf(id: string): string {
  return `${code(id)}: ${texts[id as keyof typeof texts]}`;
}
