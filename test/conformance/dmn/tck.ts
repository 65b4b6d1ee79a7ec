import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'saxen';
import type { Json, Variables } from '../../../engine/contract/index.ts';

/** One expected result of the DMN TCK (github.com/dmn-tck/tck, format 20160719). */
export interface TckCase {
  folder: string;
  dmn: string;
  id: string;
  decision: string;
  input: Variables;
  expected: Json;
  /** The standard asks for an error, seen as null. */
  error: boolean;
}

interface XmlNode {
  name: string;
  attributes: Map<string, string>;
  children: XmlNode[];
  text: string;
}

const local = (name: string) => name.replace(/^.*:/, '');

function readXml(xml: string): XmlNode {
  const parser = new Parser();
  const top: XmlNode = { name: '', attributes: new Map(), children: [], text: '' };
  const stack = [top];
  const current = () => stack.at(-1) as XmlNode;
  parser.on('openTag', (name, attributes, decode) => {
    const entries = Object.entries(attributes()).map(([key, value]): [string, string] => [local(key), decode(value)]);
    const node: XmlNode = { name: local(name), attributes: new Map(entries), children: [], text: '' };
    current().children.push(node);
    stack.push(node);
  });
  parser.on('closeTag', () => {
    stack.pop();
  });
  parser.on('text', (text, decode) => {
    current().text += decode(text);
  });
  parser.on('cdata', (text) => {
    current().text += text;
  });
  parser.parse(xml);
  return top;
}

const all = (node: XmlNode, name: string) => node.children.filter((child) => child.name === name);

function readValue(node: XmlNode | undefined): Json {
  if (!node) return null;
  const [list] = all(node, 'list');
  if (list) return list.attributes.get('nil') === 'true' ? null : all(list, 'item').map(readValue);
  const components = all(node, 'component');
  if (components.length > 0) return Object.fromEntries(components.map((each) => [each.attributes.get('name') ?? '', readValue(each)]));
  const [value] = all(node, 'value');
  if (!value || value.attributes.get('nil') === 'true') return null;
  const type = local(value.attributes.get('type') ?? 'string');
  if (/^(decimal|double|integer|int|float|long)$/.test(type)) return Number(value.text);
  return type === 'boolean' ? value.text === 'true' : value.text;
}

export function readTck(root: string): TckCase[] {
  return readdirSync(root).flatMap((level) =>
    readdirSync(join(root, level)).flatMap((folder) => readFolder(join(root, level, folder), folder)),
  );
}

function readFolder(path: string, folder: string): TckCase[] {
  const files = readdirSync(path);
  const model = files.find((file) => file.endsWith('.dmn'));
  if (model === undefined) return [];
  const dmn = readFileSync(join(path, model), 'utf8');
  return files
    .filter((file) => file.endsWith('.xml'))
    .flatMap((file) => all(readXml(readFileSync(join(path, file), 'utf8')), 'testCases'))
    .flatMap((cases) => all(cases, 'testCase'))
    .flatMap((test) => {
      const input = Object.fromEntries(all(test, 'inputNode').map((node) => [node.attributes.get('name') ?? '', readValue(node)]));
      return all(test, 'resultNode').map((result) => ({
        folder,
        dmn,
        id: test.attributes.get('id') ?? '',
        decision: result.attributes.get('name') ?? '',
        input,
        expected: readValue(all(result, 'expected')[0]),
        error: result.attributes.get('errorResult') === 'true',
      }));
    });
}

/** Numbers to eight digits, as the kit's own runners do; texts of times whatever way they write UTC and fractions. */
export function sameTckValue(a: Json, b: Json): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-8 * Math.max(1, Math.abs(a));
  if (typeof a === 'string' && typeof b === 'string') return a === b || timeText(a) === timeText(b);
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => sameTckValue(item, b[index] as Json));
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a) || Array.isArray(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameTckValue(a[key] as Json, b[key] as Json))
  );
}

function timeText(text: string): string {
  return text.replace(/(\+00:00|@(UTC|Etc\/UTC))$/, 'Z').replace(/\.0+(?=Z|$|[+-])/, '');
}
