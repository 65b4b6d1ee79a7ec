import * as definitions from '../../activities/jobs/definitions.ts';
import { outputNames, requiredInputs } from '../../activities/jobs/job-definition.ts';
import { caseFile } from '../../crm/processes/case-file.ts';
import { runCase } from '../../crm/processes/run-case.ts';
import type { CompiledPackage } from '../../engine/contract/index.ts';
import type { Finding } from '../../engine/elements/element.ts';
import { compilePackage, type PackageFile, readManifest, type TestedRow } from '../../engine/model/index.ts';
import { hashFiles } from './package-folder.ts';

export const jobOutputs = outputNames(Object.values(definitions));
export const jobInputs = requiredInputs(Object.values(definitions));

export interface TestedCase {
  file: string;
  name: string;
  ok: boolean;
  /** `3: stage is "new", expected "nurture"`; steps count from 1, 0 is the start. */
  failures: string[];
}

export interface Checked {
  ok: boolean;
  readable: boolean;
  findings: Finding[];
  /** Of decisions. */
  rows: TestedRow[];
  /** Undefined = there are some, not run: the package is refused before a case could begin. */
  cases?: TestedCase[];
  package?: CompiledPackage;
}

/** Every publish rule, the test rows of the decisions (both by the compiler), and the package's test cases in the kernel. */
export async function checkPackageFiles(files: PackageFile[]): Promise<Checked> {
  const result = await compilePackage(files, { hash: hashFiles(files), now: Date.now(), jobOutputs, jobInputs });
  const { rows = [] } = result;
  const findings = result.ok ? result.warnings : result.findings;
  if (!result.ok && result.unreadable) return { ok: false, readable: false, findings, rows };
  // A row that fails leaves the package fit to run; any other error does not.
  const runs = findings.every(({ rule, severity }) => severity === 'warning' || rule === 'decision/test-row');
  const paths = casePaths(files);
  if ((!runs && paths.length > 0) || !result.package) return { ok: false, readable: true, findings, rows, package: result.package };
  const { package: pkg } = result;
  const cases = paths.map((path) => testCase(path, files, pkg));
  const failed = cases.flatMap(({ file, failures }) => failures.map((failure) => caseFinding(file, failure)));
  return { ok: result.ok && failed.length === 0, readable: true, findings: [...findings, ...failed], rows, cases, package: result.package };
}

function casePaths(files: PackageFile[]): string[] {
  return readManifest(files.find(({ path }) => path === 'manifest.json')?.content ?? '{}', []).cases;
}

function testCase(path: string, files: PackageFile[], pkg: CompiledPackage): TestedCase {
  const read = caseFile.safeParse(jsonOf(files.find((file) => file.path === path)?.content ?? ''));
  if (!read.success) {
    const failures = read.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
    return { file: path, name: path, ok: false, failures };
  }
  const { name, ok, failures } = runCase(pkg, read.data);
  return { file: path, name, ok, failures };
}

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function caseFinding(file: string, failure: string): Finding {
  const [, step, said = failure] = /^(\d+): (.*)$/s.exec(failure) ?? [];
  const place = step === undefined ? '' : step === '0' ? ', the start' : `, step ${step}`;
  return { rule: 'case/failed', severity: 'error', element: file, message: `${file}${place}: ${said}` };
}

export function findingLine({ severity, message, rule }: Pick<Finding, 'severity' | 'message' | 'rule'>): string {
  return `${severity === 'error' ? 'error  ' : 'warning'} ${message}  [${rule}]\n`;
}

/** `3 of 4 test rows hold; 2 of 2 test cases pass`; empty when there are none. */
export function testsInWords({ rows, cases }: Pick<Checked, 'rows' | 'cases'>): string {
  const held = (list: { ok: boolean }[]) => `${list.filter(({ ok }) => ok).length} of ${list.length}`;
  const parts = [
    rows.length > 0 ? `${held(rows)} test rows hold` : '',
    cases === undefined ? 'test cases were not run: mend the errors first' : cases.length > 0 ? `${held(cases)} test cases pass` : '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}
