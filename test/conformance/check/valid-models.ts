import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeXml } from '../../../cli/commands/decode-xml.ts';
import type { Finding } from '../../../engine/elements/element.ts';
import { compileBpmn } from '../../../engine/model/index.ts';
import { adapt } from '../adapt/index.ts';
import { type Case, type CaseFile, readCases } from '../cases.ts';
import { load } from '../load.ts';

export interface ValidModel {
  id: string;
  files: string[];
  /** Parts that cannot run here, each named by its finding. */
  unsupported: Finding[];
  /** Findings that refuse a model that is right. */
  wrong: Finding[];
}

/** What says that a part says nothing that could run, rather than that the model is faulty. */
const unsupportedRules = new Set([
  'element/not-executable',
  'script-task/language',
  'service-task/no-job',
  'send-task/nothing-to-send',
  'business-rule-task/no-decision',
]);

/** Words of another language, where only FEEL and ISO 8601 are run: XPath's `bpmn:getDataObject('x')`, Quartz's `0 0/5 * * * ?`. */
const foreignWords = /\bgetDataObject\b|^[\d*?/,-]+( [\d*?/,-]+){4,6}$/;

function cannotRun({ rule, params }: Finding): boolean {
  const text = String(params?.expression ?? params?.value ?? '');
  return unsupportedRules.has(rule) || (['expression/syntax', 'timer/cycle'].includes(rule) && foreignWords.test(text));
}

/** Models of runs that are expected to go on, and of the interchange suite those that are marked executable. */
export async function checkValid(folder: string): Promise<ValidModel[]> {
  const file = readCases(join(folder, 'cases.json'));
  const checked: ValidModel[] = [];
  for (const run of distinct(file.cases.filter(runs))) checked.push(await checkCase(run, file));
  for (const each of interchange(folder)) {
    const result = await compileBpmn((await adapt(decodeXml(readFileSync(join(folder, each))), 'miwg')).xml);
    checked.push(sorted(each, [each], result.ok ? [] : result.findings.filter(({ severity }) => severity === 'error')));
  }
  return checked;
}

/** A case whose start must fail, or whose deployment must, is no valid model. */
function runs({ steps, suspect }: Case): boolean {
  if (suspect !== undefined) return false;
  const refused = (step: Case['steps'][number]) =>
    step.op === 'expectStartFails' || (step.multiset ?? []).some((each) => each.startsWith('ERROR'));
  return !steps.some(refused);
}

function distinct(cases: Case[]): Case[] {
  const seen = new Set<string>();
  return cases.filter(({ files }) => {
    const key = files.join();
    return !seen.has(key) && seen.add(key);
  });
}

async function checkCase(run: Case, file: CaseFile): Promise<ValidModel> {
  const loaded = await load(run, file);
  return sorted(run.id, run.files, loaded.ok ? [] : loaded.findings);
}

function interchange(folder: string): string[] {
  const list = JSON.parse(readFileSync(join(folder, 'miwg_manifest.json'), 'utf8')) as { file: string; executableProcesses: number }[];
  return list.filter(({ executableProcesses }) => executableProcesses > 0).map(({ file }) => file);
}

function sorted(id: string, files: string[], errors: Finding[]): ValidModel {
  return {
    id,
    files,
    unsupported: errors.filter(cannotRun),
    wrong: errors.filter((found) => !cannotRun(found)),
  };
}

export function validTable(checked: ValidModel[]): string {
  const lines = checked.flatMap(({ id, unsupported, wrong }) => [
    ...unsupported.map((found) => `${id}  cannot run: ${found.message}  [${found.rule}]`),
    ...wrong.map((found) => `${id}  WRONGLY REFUSED: ${found.message}  [${found.rule}]`),
  ]);
  const count = (of: (each: ValidModel) => Finding[]) => checked.filter((each) => of(each).length > 0).length;
  const summary = `valid models ${checked.length}: ${count((each) => each.wrong)} refused wrongly, ${count((each) => each.unsupported)} with parts that cannot run`;
  return [...lines, summary].join('\n');
}
