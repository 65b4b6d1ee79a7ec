import { Parser } from 'saxen';

/** An element without its namespaces. */
export interface XmlNode {
  name: string;
  attributes: Map<string, string>;
  children: XmlNode[];
  text: string;
}

const local = (name: string) => name.replace(/^.*:/, '');

export function readXml(xml: string): XmlNode {
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

/** Children of a name. */
export const all = (node: XmlNode, name: string) => node.children.filter((child) => child.name === name);
