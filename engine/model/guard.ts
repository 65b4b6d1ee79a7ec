import { Parser, type Position } from 'saxen';
import type { Finding } from '../elements/element.ts';
import { cut } from '../text/cut.ts';
import { brokenReference } from '../text/xml-references.ts';
import { finding, type Params } from './findings.ts';

export interface XmlLimits {
  /** UTF-16 units. */
  size: number;
  depth: number;
  elements: number;
  /** Of one element. */
  attributes: number;
  /** UTF-16 units of one tag with its attributes. */
  tag: number;
}

export const xmlLimits: XmlLimits = { size: 5_000_000, depth: 100, elements: 100_000, attributes: 500, tag: 100_000 };

/** Namespaces whose `id` attributes are xs:ID, unique in the whole document. */
const idSpaces = {
  'http://www.omg.org/spec/BPMN/20100524/MODEL': 'bpmn',
  'http://www.omg.org/spec/BPMN/20100524/DI': 'bpmndi',
  'http://www.omg.org/spec/DMN/20191111/MODEL/': 'dmn',
};

/** More diagrams than any tool writes; finding out where one stands takes a walk through the file. */
const maxDiagrams = 10;

export interface XmlScan {
  findings: Finding[];
  /** Where the diagrams stand, from the first character of their opening tag to the one after their closing tag. The first ten. */
  diagrams: { from: number; to: number }[];
}

/**
 * Refuses hostile or broken XML before any reader that builds objects sees it: document types and entities, size, depth and number
 * of elements, malformed text, ids used twice. One linear pass, nothing is kept but ids.
 */
export function guardXml(xml: string, limits: XmlLimits = xmlLimits): Finding[] {
  return scanXml(xml, limits).findings;
}

/** The same, with what a reader may leave out. */
export function scanXml(xml: string, limits: XmlLimits = xmlLimits): XmlScan {
  const refused = (found: Finding): XmlScan => ({ findings: [found], diagrams: [] });
  if (xml.length > limits.size) {
    return refused(finding('xml/too-large', 'error', undefined, { size: xml.length, limit: limits.size }));
  }
  if (xml.trim() === '') return refused(finding('xml/empty', 'error', undefined));
  const long = longTag(xml, limits.tag);
  if (long !== undefined) return refused(finding('xml/tag-too-long', 'error', undefined, { line: long, limit: limits.tag }));
  const broken = brokenReference(xml);
  if (broken) {
    const before = xml.slice(0, broken.at).split(/\r\n|\r|\n/);
    const place = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
    return refused(finding('xml/malformed', 'error', undefined, { ...place, reason: `no character: ${cut(broken.text, 20)}` }));
  }
  const found: Finding[] = [];
  const ids = new Set<string>();
  const twice = new Set<string>();
  const parser = new Parser({ proxy: true });
  let depth = 0;
  /** Ids of the elements around, and whether each has a loop marker. */
  const around: { id: string; loops: boolean }[] = [];
  let count = 0;
  let stopped = false;
  const diagrams: XmlScan['diagrams'] = [];
  let diagram: number | undefined;
  const stop = (rule: string, params: Params) => {
    found.push(finding(rule, 'error', undefined, params));
    stopped = true;
    parser.stop();
  };
  parser.ns(idSpaces);
  parser.on('openTag', (element, _decode, _selfClosing, context) => {
    count += 1;
    depth += 1;
    if (count > limits.elements) return stop('xml/too-many-elements', { limit: limits.elements });
    if (depth > limits.depth) return stop('xml/too-deep', { limit: limits.depth, line: context().line + 1 });
    const { attrs } = element;
    if (stopped) return;
    if (Object.keys(attrs).length > limits.attributes) {
      return stop('xml/too-many-attributes', { limit: limits.attributes, line: context().line + 1 });
    }
    const owner = around.at(-1);
    if (owner && /^bpmn:(standardLoop|multiInstanceLoop)Characteristics$/.test(element.name)) {
      if (owner.loops) found.push(finding('loop/both', 'error', owner.id, { element: owner.id, line: context().line + 1 }));
      owner.loops = true;
    }
    around.push({ id: String(attrs.id ?? element.name), loops: false });
    if (depth === 2 && element.name === 'bpmndi:BPMNDiagram' && diagrams.length < maxDiagrams) diagram = offsetOf(xml, context());
    const id = /^(bpmn|bpmndi|dmn):/.test(element.name) ? attrs.id : undefined;
    if (typeof id !== 'string') return;
    if (ids.has(id) && !twice.has(id)) {
      twice.add(id);
      found.push(finding('xml/duplicate-id', 'error', id, { id, line: context().line + 1 }));
    }
    ids.add(id);
  });
  parser.on('closeTag', (_element, _decode, _selfClosing, context) => {
    depth -= 1;
    around.pop();
    if (diagram === undefined || depth !== 1) return;
    const place = context();
    diagrams.push({ from: diagram, to: offsetOf(xml, place) + place.data.length });
    diagram = undefined;
  });
  parser.on('attention', () => stop('xml/doctype', {}));
  const malformed = (error: Error, context: () => Position) => {
    // the parser ends a tag before it stops, and finding out a place takes a walk through the file
    if (stopped || error.message.startsWith('missing namespace for prefix')) return;
    stop('xml/malformed', { line: context().line + 1, column: context().column + 1, reason: error.message });
  };
  parser.on('error', malformed);
  parser.on('warn', malformed);
  parser.parse(xml);
  return { findings: found, diagrams };
}

/** The parser tells places by line and column, and counts line ends so. */
function offsetOf(xml: string, { line, column }: Position): number {
  const ends = /\r\n|\r|\n/g;
  for (let passed = 0; passed < line; passed += 1) ends.exec(xml);
  return ends.lastIndex + column;
}

/** Line of a tag over the limit. A broken one costs the parser an error object for each character. */
function longTag(xml: string, limit: number): number | undefined {
  for (let open = xml.indexOf('<'); open >= 0; open = xml.indexOf('<', open + 1)) {
    if (xml.startsWith('<!--', open) || xml.startsWith('<![CDATA[', open)) continue;
    const close = xml.indexOf('>', open);
    if ((close < 0 ? xml.length : close) - open > limit) return xml.slice(0, open).split('\n').length;
    if (close < 0) return undefined;
  }
  return undefined;
}
