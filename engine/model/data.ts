import type { Mapping, ProcessInput } from '../contract/process.ts';
import { type CompileScope, child, children, type ModdleNode, text } from './moddle.ts';
import { isName } from './names.ts';

/**
 * Data objects are variables (BPMN 2.0.2, 10.4): what an association moves becomes a mapping. An association that is only a line, because one
 * end is no data of the activity or the process, moves nothing; so do data stores, which are other systems.
 */
export function dataMappings(node: ModdleNode, scope: CompileScope): { inputs: Mapping[]; outputs: Mapping[] } {
  const into = associations(node, 'dataInputAssociation');
  const out = associations(node, 'dataOutputAssociation');
  const outputs = out.flatMap((each) => moved(each, scope, 'data output'));
  const own = children(child(node, 'ioSpecification'), 'dataOutputs').flatMap((each) => dataName(each) ?? []);
  const inputs = into.flatMap((each) => moved(each, scope, 'data input'));
  // A data output is the activity's own until it is moved out.
  const local = outputs.length === 0 ? [] : own.map((target) => ({ source: 'null', target }));
  return { inputs: [...inputs, ...local], outputs };
}

/** Activities write the name in the plural, events do not. */
function associations(node: ModdleNode, name: string): ModdleNode[] {
  return [...children(node, name), ...children(node, `${name}s`)];
}

function moved(association: ModdleNode, scope: CompileScope, place: string): Mapping[] {
  const assignments = children(association, 'assignment');
  if (assignments.length > 0) {
    return assignments.flatMap((each) => {
      const source = scope.feel(text(child(each, 'from'), 'body'), place);
      const target = text(child(each, 'to'), 'body')?.replace(/^=/, '').trim();
      if (source !== undefined && target?.split('.').every(isName)) return [{ source, target }];
      scope.problem('mapping/incomplete', { place, missing: source === undefined ? 'source' : 'target' });
      return [];
    });
  }
  const target = dataName(child(association, 'targetRef'));
  const transformation = child(association, 'transformation');
  const source = transformation
    ? scope.feel(text(transformation, 'body'), place)
    : dataName(children(association, 'sourceRef')[0] ?? child(association, 'sourceRef'));
  return source !== undefined && target !== undefined ? [{ source, target }] : [];
}

const data = ['bpmn:DataObject', 'bpmn:DataInput', 'bpmn:DataOutput', 'bpmn:Property'];

/** A piece of data is the variable of its name, or of its id where the name cannot be one. */
export function dataName(node: ModdleNode | undefined): string | undefined {
  const object = node?.$type === 'bpmn:DataObjectReference' ? (child(node, 'dataObjectRef') ?? node) : node;
  if (!object || !(data.includes(object.$type) || object === node)) return undefined;
  if (object.$type === 'bpmn:DataStoreReference' || object.name?.startsWith('__')) return undefined;
  const name = object.name?.trim();
  return name && isName(name) ? name : object.id;
}

const types: [RegExp, NonNullable<ProcessInput['type']>][] = [
  [/^(string|normalizedString|token|anyURI)$/, 'text'],
  [/^(decimal|double|float|number|int(eger)?|long|short|(positive|nonNegative)Integer)$/i, 'number'],
  [/^boolean$/i, 'boolean'],
  [/^date$/i, 'date'],
  [/^dateTime$/i, 'dateTime'],
];

/**
 * What a process may need when it starts (10.4.1): its data inputs, properties and data objects. Collections and what others' tools mark as
 * output are left out; so is, once the whole package is known, what an element writes (`askedInputs`).
 */
export function processInputs(node: ModdleNode): ProcessInput[] {
  const given = children(child(node, 'ioSpecification'), 'dataInputs');
  const objects = children(node, 'flowElements').filter((each) => each.$type === 'bpmn:DataObject');
  const own = [...children(node, 'properties'), ...objects].filter((each) => each.get('isCollection') !== true);
  const found = new Map<string, ProcessInput>();
  for (const each of [...given, ...own]) {
    const name = dataName(each);
    if (name === undefined || !isName(name) || found.has(name)) continue;
    const said = text(child(each, 'itemSubjectRef'), 'structureRef')?.replace(/^.*:/, '');
    const type = said === undefined ? undefined : types.find(([pattern]) => pattern.test(said))?.[1];
    found.set(name, { name, ...(type ? { type } : {}) });
  }
  return [...found.values()];
}
