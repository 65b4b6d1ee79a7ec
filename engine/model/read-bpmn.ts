import { BpmnModdle } from 'bpmn-moddle';
import type { Finding } from '../elements/element.ts';
import { finding } from './findings.ts';
import { guardXml } from './guard.ts';
import { isNode, type ModdleNode } from './moddle.ts';
import perennial from './perennial.moddle.json' with { type: 'json' };

export type ReadResult =
  | { ok: true; definitions: ModdleNode; elements: Map<string, ModdleNode>; warnings: ReadWarning[] }
  | { ok: false; findings: Finding[] };

/** What bpmn-moddle could not place, still without a verdict: a dangling reference in a decoration stops nobody. */
export interface ReadWarning {
  kind: 'reference' | 'unknown-element' | 'other';
  node?: ModdleNode;
  property?: string;
  value: string;
}

/** Reads BPMN 2.0 XML (BPMN DI included). Never throws for anything the text contains. */
export async function readBpmn(xml: string): Promise<ReadResult> {
  const refused = guardXml(xml);
  if (refused.length > 0) return { ok: false, findings: refused };
  try {
    const { rootElement, warnings, elementsById } = await moddle().fromXML(xml, 'bpmn:Definitions');
    return {
      ok: true,
      definitions: rootElement as ModdleNode,
      elements: new Map(Object.entries(elementsById as { [id: string]: ModdleNode })),
      warnings: (warnings as RawWarning[]).map(readWarning),
    };
  } catch (error) {
    return { ok: false, findings: [finding('xml/not-bpmn', 'error', undefined, { reason: reasonOf(error) })] };
  }
}

/** Writes a model back: attributes and extensions of other vendors included, in their order. */
export async function writeBpmn(definitions: ModdleNode): Promise<string> {
  const { xml } = await moddle().toXML(definitions, { format: true });
  return xml;
}

function moddle() {
  return new BpmnModdle({ perennial });
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
  const unknown = /^(?:unparsable content <([^>]*)>|unrecognized element <([^>]*)>)/.exec(raw.message);
  if (unknown) return { kind: 'unknown-element', node, value: unknown[1] ?? unknown[2] ?? '' };
  return { kind: 'other', node, property: raw.property, value: raw.message.split('\n')[0] ?? '' };
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
