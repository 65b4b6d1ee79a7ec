import { compileProcess } from '../../engine/model/compile-process.ts';
import { children, isA, type ModdleNode } from '../../engine/model/moddle.ts';
import perennial from '../../engine/model/perennial.moddle.json' with { type: 'json' };
import { read, subjectIn } from './drawing.ts';
import type { Subject } from './subjects.ts';

/** One attribute or element of the file that compiling the subject reads. */
export interface Read {
  /** `perennial:outcome`; the subject's own tag for what stands on itself. */
  on: string;
  /** As it is written: `perennial:form`, `<bpmn:script>`. */
  name: string;
  type: string;
}

interface Property {
  name: string;
  ns: { prefix: string; localName: string };
  type: string;
  isAttr?: boolean;
  isBody?: boolean;
  isMany?: boolean;
  isReference?: boolean;
}

/**
 * What compiling reads of the subject, watched while it compiles: the examples as they are, and once more with each extension element
 * of ours put into them, so that those count that the examples leave out. What stands on the subject itself comes first.
 */
export async function readsOf(subject: Subject, examples: string[]): Promise<Read[]> {
  const found = new Map<string, Read>();
  for (const xml of examples) {
    for (const extension of [null, ...extensionTypes]) {
      const { process, model } = await read(xml);
      const node = subjectIn(process, subject);
      if (extension) put(node, sample(extension, model), model);
      for (const { owner, name, by } of watched(process, subject.group !== 'elements' || isA(node, 'bpmn:Event'))) {
        const property = propertyOf(owner, name);
        const about =
          subject.group === 'elements'
            ? isOf(owner, node) && !byTrigger(by, node)
            : by.includes(`/engine/${subject.group}/${subject.name}/`);
        if (!about || !property || property.isBody) continue;
        const anyElement = subject.group === 'traits' && isA(owner, 'bpmn:FlowElement');
        const entry = { on: anyElement ? 'bpmn:…' : lower(owner.$type), name: written(property, owner), type: typeWord(property) };
        found.set(`${entry.on} ${entry.name}`, entry);
      }
    }
  }
  const own = (each: Read) => each.on === lower(subject.bpmnType ?? '');
  return [...found.values()].sort((a, b) => Number(own(b)) - Number(own(a)));
}

/** Calls of `get` while the process is compiled, on demand with the stack of the caller. All nodes of bpmn-moddle share one `get`. */
function watched(process: ModdleNode, withCaller: boolean): { owner: ModdleNode; name: string; by: string }[] {
  let base = Object.getPrototypeOf(process) as ModdleNode;
  while (!Object.hasOwn(base, 'get')) base = Object.getPrototypeOf(base) as ModdleNode;
  const { get } = base;
  const calls: { owner: ModdleNode; name: string; by: string }[] = [];
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 40;
  base.get = function (this: ModdleNode, name: string) {
    calls.push({ owner: this, name, by: withCaller ? (new Error().stack ?? '') : '' });
    return get.call(this, name);
  };
  try {
    compileProcess(process, []);
  } finally {
    base.get = get;
    Error.stackTraceLimit = stackTraceLimit;
  }
  return calls;
}

/** What the trigger of an event reads is told on the trigger's page. */
function byTrigger(by: string, node: ModdleNode): boolean {
  return isA(node, 'bpmn:Event') && by.includes('/engine/triggers/');
}

/** Is it the element or a part of it? What has a page of its own (other elements, event definitions, loops) is not. */
function isOf(owner: ModdleNode, node: ModdleNode): boolean {
  const apart = (each: ModdleNode) =>
    ['bpmn:FlowElement', 'bpmn:EventDefinition', 'bpmn:LoopCharacteristics'].some((type) => isA(each, type));
  for (let each: ModdleNode | undefined = owner; each; each = each.$parent) {
    if (each === node) return true;
    if (apart(each)) return false;
  }
  return false;
}

function propertyOf(owner: ModdleNode, name: string): Property | undefined {
  const { propertiesByName } = (owner as unknown as { $descriptor: { propertiesByName?: { [name: string]: Property } } }).$descriptor;
  const property = propertiesByName?.[name];
  return property && !['extensionElements', 'values'].includes(property.name) ? property : undefined;
}

/** Attributes of our own elements go without a prefix, those on elements of BPMN with it. */
function written({ ns, type, isAttr, isReference, isMany }: Property, owner: ModdleNode): string {
  const name = owner.$type.startsWith(`${ns.prefix}:`) || ns.prefix === 'bpmn' ? ns.localName : `${ns.prefix}:${ns.localName}`;
  if (isAttr || (isReference && !isMany)) return name;
  return type.startsWith('perennial:') ? `<${lower(type)}>` : `<bpmn:${ns.localName}>`;
}

function typeWord({ type, isReference, isMany, isAttr }: Property): string {
  const words: { [type: string]: string } = { String: 'text', Boolean: 'true or false', Integer: 'whole number', Real: 'number' };
  if (words[type]) return words[type];
  if (isReference) return `refers to ${lower(type)}`;
  if (isAttr) return 'a word of the standard';
  if (/Expression$/.test(type)) return 'expression';
  return isMany ? 'elements' : 'element';
}

function lower(type: string): string {
  return type.replace(/:./, (letters) => letters.toLowerCase());
}

interface ExtensionType {
  name: string;
  superClass?: string[];
  properties?: { name: string; type: string; isMany?: boolean }[];
}

const types = perennial.types as ExtensionType[];
const extensionTypes = types.filter((type) => type.superClass?.includes('Element')).map((type) => type.name);

interface Model {
  create(type: string, properties: object): ModdleNode;
}

/** An element of this type with something in every property. */
function sample(name: string, model: Model): ModdleNode {
  const known = (each: string) => types.find((type) => type.name === local(each));
  const type = known(name);
  const inherited = (type?.superClass ?? []).flatMap((parent) => known(parent)?.properties ?? []);
  const values: { [type: string]: unknown } = { String: 'x', Boolean: true, Integer: 1 };
  const properties = [...inherited, ...(type?.properties ?? [])];
  const filled = properties.map((each) => [each.name, each.isMany ? [sample(each.type, model)] : values[each.type]]);
  const node = model.create(`perennial:${local(name)}`, Object.fromEntries(filled));
  const lists = properties.filter((each) => each.isMany);
  for (const inner of lists.flatMap((each) => children(node, each.name))) (inner as { $parent?: ModdleNode }).$parent = node;
  return node;
}

/** bpmn-moddle writes the prefix into the types it was given. */
function local(name: string): string {
  return name.replace(/^perennial:/, '');
}

/** In place of one of its type that is there already. */
function put(node: ModdleNode, extension: ModdleNode, model: Model): void {
  const holder = (node.get('extensionElements') as ModdleNode | undefined) ?? model.create('bpmn:ExtensionElements', { values: [] });
  holder.set('values', [extension, ...children(holder, 'values').filter((each) => each.$type !== extension.$type)]);
  (extension as { $parent?: ModdleNode }).$parent = holder;
  (holder as { $parent?: ModdleNode }).$parent = node;
  node.set('extensionElements', holder);
}
