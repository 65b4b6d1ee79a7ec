import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decodeXml } from '../../../cli/commands/decode-xml.ts';
import type { Finding } from '../../../engine/elements/element.ts';
import { compileBpmn } from '../../../engine/model/index.ts';
import { neutralCopy } from './neutral.ts';

export interface BrokenModel {
  name: string;
  /** Code of the rule of the standard that it breaks: `EXT017`. */
  construct: string;
  file: string;
}

export interface Checked extends BrokenModel {
  errors: Finding[];
}

/** Each model of the list that breaks one static rule of the standard, checked as a copy with neutral names. */
export async function checkBroken(list: string, copy: (xml: string) => string = neutralCopy): Promise<Checked[]> {
  const { tests } = JSON.parse(readFileSync(list, 'utf8')) as { tests: BrokenModel[] };
  const checked: Checked[] = [];
  for (const model of tests) {
    const result = await compileBpmn(copy(decodeXml(readFileSync(join(dirname(list), model.file)))));
    checked.push({ ...model, errors: result.ok ? [] : result.findings.filter((found) => found.severity === 'error') });
  }
  return checked;
}

/** Code, rule, element of every refusal. */
export function brokenTable(checked: Checked[]): string {
  const lines = checked.flatMap(({ construct, errors }) =>
    errors.length === 0 ? [`${construct}  accepted`] : errors.map((error) => `${construct}  ${error.rule}  ${error.element ?? '(file)'}`),
  );
  const accepted = checked.filter(({ errors }) => errors.length === 0).map(({ name }) => name);
  return `${lines.join('\n')}\nrefused ${checked.length - accepted.length} of ${checked.length}; accepted: ${accepted.join(', ')}`;
}
