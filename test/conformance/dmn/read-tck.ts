import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FeelDate } from '../../../engine/expression/values/feel-date.ts';
import { FeelDateTime } from '../../../engine/expression/values/feel-date-time.ts';
import { parseDuration } from '../../../engine/expression/values/feel-duration.ts';
import { FeelTime } from '../../../engine/expression/values/feel-time.ts';
import { parseNumber } from '../../../engine/expression/values/number.ts';
import { all, readXml, type XmlNode } from './xml.ts';

/** One expected result of the DMN TCK (github.com/dmn-tck/tck, format 20160719). */
export interface TckCase {
  /** folder/test/case/result node */
  id: string;
  folder: string;
  dmn: string;
  /** The other models of the folder. */
  others: string[];
  /** Name of the decision, or of a decision service with the name of one of its outputs. */
  result: string;
  service?: string;
  /** FEEL values. */
  input: { [name: string]: unknown };
  /** A FEEL value; a number as it is written, for its digits. */
  expected: unknown;
}

/** A number of the kit, with its text: how many digits are asked for. */
export class ExpectedNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

function readValue(node: XmlNode | undefined, number: (text: string) => unknown): unknown {
  if (!node) return null;
  const [list] = all(node, 'list');
  if (list) return list.attributes.get('nil') === 'true' ? null : all(list, 'item').map((item) => readValue(item, number));
  const components = all(node, 'component');
  if (components.length > 0) {
    return Object.fromEntries(components.map((each) => [each.attributes.get('name') ?? '', readValue(each, number)]));
  }
  const [value] = all(node, 'value');
  if (!value || value.attributes.get('nil') === 'true') return null;
  return typed(value.text, (value.attributes.get('type') ?? 'string').replace(/^.*:/, ''), number);
}

function typed(text: string, type: string, number: (text: string) => unknown): unknown {
  switch (type) {
    case 'decimal':
    case 'double':
    case 'integer':
    case 'int':
    case 'float':
    case 'long':
      return number(text.trim());
    case 'boolean':
      return text.trim() === 'true';
    case 'date':
      return FeelDate.parse(text.trim());
    case 'dateTime':
      return FeelDateTime.parse(text.trim());
    case 'time':
      return FeelTime.parse(text.trim());
    case 'duration':
      return parseDuration(text.trim());
    default:
      return text;
  }
}

/** All cases below a folder of levels (`compliance-level-2/...`). */
export function readTck(root: string): TckCase[] {
  return readdirSync(root).flatMap((level) =>
    readdirSync(join(root, level)).flatMap((folder) => readFolder(join(root, level, folder), folder)),
  );
}

function readFolder(path: string, folder: string): TckCase[] {
  const files = readdirSync(path);
  const models = new Map(files.filter((file) => file.endsWith('.dmn')).map((file) => [file, readFileSync(join(path, file), 'utf8')]));
  return files
    .filter((file) => file.endsWith('.xml'))
    .flatMap((file) => {
      const [cases] = all(readXml(readFileSync(join(path, file), 'utf8')), 'testCases');
      if (!cases) return [];
      const name = all(cases, 'modelName')[0]?.text.trim() ?? '';
      const dmn = models.get(name) ?? [...models.values()][0] ?? '';
      const others = [...models.values()].filter((text) => text !== dmn);
      return all(cases, 'testCase').flatMap((test) => readCase(test, { folder, file: basename(file, '.xml'), dmn, others }));
    });
}

function readCase(
  test: XmlNode,
  { folder, file, dmn, others }: { folder: string; file: string; dmn: string; others: string[] },
): TckCase[] {
  const input = Object.fromEntries(all(test, 'inputNode').map((node) => [node.attributes.get('name') ?? '', readValue(node, parseNumber)]));
  const service = test.attributes.get('type') === 'decisionService' ? test.attributes.get('invocableName') : undefined;
  return all(test, 'resultNode').map((node) => {
    const result = node.attributes.get('name') ?? '';
    return {
      id: `${folder}/${file}/${test.attributes.get('id')}/${result}`,
      folder,
      dmn,
      others,
      result,
      ...(service === undefined ? {} : { service }),
      input,
      expected: readValue(all(node, 'expected')[0], (text) => new ExpectedNumber(text)),
    };
  });
}
