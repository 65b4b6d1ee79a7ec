import { Parser } from 'saxen';
import type { Finding } from '../elements/element.ts';
import { finding, type Params } from './findings.ts';

export interface XmlLimits {
  /** UTF-16 units. */
  size: number;
  depth: number;
  elements: number;
}

export const xmlLimits: XmlLimits = { size: 5_000_000, depth: 100, elements: 200_000 };

/** Namespaces whose `id` attributes are xs:ID, unique in the whole document. */
const idSpaces = {
  'http://www.omg.org/spec/BPMN/20100524/MODEL': 'bpmn',
  'http://www.omg.org/spec/BPMN/20100524/DI': 'bpmndi',
  'http://www.omg.org/spec/DMN/20191111/MODEL/': 'dmn',
};

/**
 * Refuses hostile or broken XML before any reader that builds objects sees it: document types and entities, size, depth and number
 * of elements, malformed text, ids used twice. One linear pass, nothing is kept but ids.
 */
export function guardXml(xml: string, limits: XmlLimits = xmlLimits): Finding[] {
  if (xml.length > limits.size) {
    return [finding('xml/too-large', 'error', undefined, { size: xml.length, limit: limits.size })];
  }
  if (xml.trim() === '') return [finding('xml/empty', 'error', undefined)];
  const found: Finding[] = [];
  const ids = new Set<string>();
  const twice = new Set<string>();
  const parser = new Parser({ proxy: true });
  let depth = 0;
  let count = 0;
  const stop = (rule: string, params: Params) => {
    found.push(finding(rule, 'error', undefined, params));
    parser.stop();
  };
  parser.ns(idSpaces);
  parser.on('openTag', (element, _decode, _selfClosing, context) => {
    count += 1;
    depth += 1;
    if (count > limits.elements) return stop('xml/too-many-elements', { limit: limits.elements });
    if (depth > limits.depth) return stop('xml/too-deep', { limit: limits.depth, line: context().line + 1 });
    const id = /^(bpmn|bpmndi|dmn):/.test(element.name) ? element.attrs.id : undefined;
    if (typeof id !== 'string') return;
    if (ids.has(id) && !twice.has(id)) {
      twice.add(id);
      found.push(finding('xml/duplicate-id', 'error', id, { id, line: context().line + 1 }));
    }
    ids.add(id);
  });
  parser.on('closeTag', () => {
    depth -= 1;
  });
  parser.on('attention', () => stop('xml/doctype', {}));
  parser.on('error', (error, context) => {
    stop('xml/malformed', { line: context().line + 1, column: context().column + 1, reason: error.message });
  });
  parser.parse(xml);
  return found;
}
