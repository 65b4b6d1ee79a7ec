import { BpmnModdle } from 'bpmn-moddle';
import type { Finding } from '../elements/element.ts';
import { withAstralCharacters } from '../text/xml-references.ts';
import { finding } from './findings.ts';
import { scanXml, type XmlScan } from './guard.ts';
import { isNode, type ModdleNode } from './moddle.ts';
import perennial from './perennial.moddle.json' with { type: 'json' };

export type ReadResult =
  | { ok: true; definitions: ModdleNode; elements: Map<string, ModdleNode>; warnings: ReadWarning[] }
  | { ok: false; findings: Finding[] };

/** What bpmn-moddle could not place, still without a verdict: a dangling reference in a decoration stops nobody. */
export interface ReadWarning {
  kind: 'reference' | 'unknown-element' | 'illegal-id' | 'other';
  node?: ModdleNode;
  property?: string;
  value: string;
  /** Of an illegal id: where it stands, from 1. */
  line?: number;
}

/**
 * Reads BPMN 2.0 XML. Never throws for anything the text contains. Who does not draw leaves the diagrams out: they are half of what
 * tools write and take more than half of the time.
 */
export async function readBpmn(xml: string, options: { diagrams: boolean } = { diagrams: true }): Promise<ReadResult> {
  const { findings: refused, diagrams } = scanXml(xml);
  if (refused.length > 0) return { ok: false, findings: refused };
  try {
    const source = withAstralCharacters(options.diagrams ? xml : without(xml, diagrams));
    const { rootElement, warnings, elementsById } = await moddle.fromXML(source, 'bpmn:Definitions');
    const definitions = rootElement as ModdleNode;
    const elements = new Map(Object.entries(elementsById as { [id: string]: ModdleNode }));
    const unplaced = (warnings as RawWarning[]).map(readWarning);
    return { ok: true, definitions, elements, warnings: unplaced.filter((each) => !resolveQualified(each, definitions, elements)) };
  } catch (error) {
    return { ok: false, findings: [finding('xml/not-bpmn', 'error', undefined, { reason: reasonOf(error) })] };
  }
}

/** Writes a model back: attributes and extensions of other vendors included, in their order. */
export async function writeBpmn(definitions: ModdleNode): Promise<string> {
  const { xml } = await moddle.toXML(definitions, { format: true });
  return xml;
}

/** Types only; what it reads is not kept in it. */
const moddle = new BpmnModdle({ perennial });

/** The text without these parts, which stand one after the other. */
function without(xml: string, parts: XmlScan['diagrams']): string {
  const ends = [0, ...parts.map((part) => part.to)];
  return ends.map((end, position) => xml.slice(end, parts[position]?.from)).join('');
}

interface RawWarning {
  message: string;
  element?: unknown;
  property?: string;
  value?: unknown;
}

function readWarning(raw: RawWarning): ReadWarning {
  const node = isNode(raw.element) ? raw.element : undefined;
  if (raw.message.startsWith('unresolved reference')) {
    return { kind: 'reference', node, property: raw.property, value: String(raw.value ?? '') };
  }
  const id = /illegal ID <([^>]*)>/.exec(raw.message)?.[1];
  const line = /^\s*line: (\d+)/m.exec(raw.message)?.[1];
  if (id !== undefined) return { kind: 'illegal-id', node, value: id, line: Number(line ?? 0) + 1 };
  const unknown = /^(?:unparsable content <([^>]*)>|unrecognized element <([^>]*)>)/.exec(raw.message);
  if (unknown) return { kind: 'unknown-element', node, value: unknown[1] ?? unknown[2] ?? '' };
  return { kind: 'other', node, property: raw.property, value: raw.message.split('\n')[0] ?? '' };
}

/** References are QNames in the standard: `tns:order`, where `tns` stands for the file's own namespace. bpmn-moddle compares plain text. */
function resolveQualified(
  { kind, node, property, value }: ReadWarning,
  definitions: ModdleNode,
  elements: Map<string, ModdleNode>,
): boolean {
  const [prefix, local, more] = value.split(':');
  if (kind !== 'reference' || !node || !property || !local || more !== undefined) return false;
  const target = elements.get(local);
  if (!target || definitions.$attrs[`xmlns:${prefix}`] !== definitions.get('targetNamespace')) return false;
  const known = node.get(property);
  if (Array.isArray(known)) known.push(target);
  else node.set(property, target);
  return true;
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
