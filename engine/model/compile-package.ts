import type { CompiledPackage, DecisionModel, Form } from '../contract/process.ts';
import { compileDecisionModel } from '../decision/index.ts';
import type { Finding } from '../elements/element.ts';
import { checkExpressionTypes } from './checks/expressions.ts';
import { checkForms } from './checks/forms.ts';
import { checkPackage, type Installation } from './checks/index.ts';
import { checkManifest } from './checks/manifest.ts';
import { checkUnsetNames } from './checks/unset-names.ts';
import { barePackage, type CompileResult, type ProcessesRead, readProcesses, verdict } from './compile-bpmn.ts';
import { readDecisionTests, runDecisionTests } from './decision-tests.ts';
import { finding } from './findings.ts';
import { readForm } from './form-file.ts';
import { guardXml } from './guard.ts';
import { jsonReader, parseJson } from './json-reader.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { readCalendar } from './manifest-parts.ts';

export interface PackageFile {
  /** Relative to the package's root, with `/`: `forms/call.form`. */
  path: string;
  content: string;
}

export interface PackageOptions extends Installation {
  /** sha-256 (hex) over the sorted files. */
  hash: string;
}

const maxFiles = 300;
/** What a manifest may list. */
const readable = /\.(bpmn|dmn|form|json)$/;

/** Compiles a process package and runs every publish rule. `ok` = it may be published. */
export async function compilePackage(files: PackageFile[], options: PackageOptions): Promise<CompileResult> {
  const found: Finding[] = [];
  const source = files.find((file) => file.path === 'manifest.json');
  if (!source || files.length > maxFiles) {
    const refusal = source
      ? finding('package/too-many-files', 'error', undefined, { count: files.length, limit: maxFiles })
      : finding('package/no-manifest', 'error', undefined);
    return { ok: false, unreadable: true, findings: [refusal] };
  }
  const manifest = readManifest(source.content, found);
  const shelf = new Shelf(files, found);
  const read = await readAllProcesses(manifest, shelf);
  const pkg: CompiledPackage = {
    ...barePackage(manifest.key, options.hash, read, options.jobOutputs),
    name: manifest.name,
    recordType: manifest.recordType,
    recordTypes: manifest.recordTypes,
    stages: manifest.stages,
    forms: manifest.forms.flatMap(
      (path) => shelf.take(path, (content) => readForm(content, path, manifest.recordTypes, found)) ?? [],
    ) as Form[],
    decisions: await readDecisions(manifest, shelf),
    calendars: manifest.calendars.flatMap((each) => {
      if (typeof each !== 'string') return each;
      return shelf.take(each, (content) => readCalendar(parseJson(content, each, found), 'the file', jsonReader(each, found))) ?? [];
    }),
    texts: Object.fromEntries(manifest.texts.map(({ locale, path }) => [locale, readTexts(path, shelf)])),
  };
  for (const path of manifest.cases) shelf.take(path, () => undefined);
  const tests = manifest.decisionTests.flatMap((path) => shelf.take(path, (content) => readDecisionTests(content, path, found)) ?? []);
  const rows = runDecisionTests(tests, pkg.decisions, found);
  shelf.tellUnread();
  const judged = verdict(pkg, [
    ...found,
    ...read.findings,
    ...checkManifest(pkg),
    ...checkExpressionTypes(pkg),
    ...checkUnsetNames(pkg, { declared: read.declared, jobOutputs: options.jobOutputs }),
    ...checkForms(pkg),
    ...checkPackage(pkg, options),
  ]);
  return { ...judged, rows };
}

/** The package's files by path; a listed one that is missing is a finding. */
class Shelf {
  readonly #files: Map<string, string>;
  readonly #taken = new Set(['manifest.json']);
  readonly found: Finding[];

  constructor(files: PackageFile[], found: Finding[]) {
    this.#files = new Map(files.map((file) => [file.path, file.content]));
    this.found = found;
  }

  peek(path: string): string | undefined {
    return this.#files.get(path);
  }

  take<Value>(path: string, read: (content: string) => Value): Value | undefined {
    const content = this.#files.get(path);
    this.#taken.add(path);
    if (content !== undefined) return read(content);
    this.found.push(finding('package/file-missing', 'error', path, { file: path }));
    return undefined;
  }

  /** A file by hand is easily forgotten in the manifest, and then nothing reads it. */
  tellUnread(): void {
    for (const path of this.#files.keys()) {
      if (!this.#taken.has(path) && readable.test(path)) this.found.push(finding('package/file-unlisted', 'warning', path, { file: path }));
    }
  }
}

async function readAllProcesses(manifest: Manifest, shelf: Shelf): Promise<ProcessesRead> {
  const parts: ProcessesRead[] = [];
  for (const path of [manifest.process, ...manifest.processes]) {
    const part = await shelf.take(path, readProcesses);
    if (part) parts.push(part);
  }
  const processes = parts.flatMap((part) => part.processes);
  const findings = parts.flatMap((part) => part.findings);
  for (const [position, process] of processes.entries()) {
    if (processes.findIndex((other) => other.id === process.id) !== position) {
      findings.push(finding('package/process-twice', 'error', process.id, { process: process.id }));
    }
  }
  const declared = parts.flatMap((part) => part.declared);
  return { processes, mainProcess: parts[0]?.mainProcess ?? '', declared, findings, unreadable: false };
}

async function readDecisions(manifest: Manifest, shelf: Shelf): Promise<DecisionModel[]> {
  const models: DecisionModel[] = [];
  for (const path of manifest.decisions) {
    const refused = shelf.take(path, (content) => guardXml(content)) ?? [];
    shelf.found.push(...refused.map((each) => ({ ...each, element: each.element ?? path })));
    const others = manifest.decisions.filter((each) => each !== path).flatMap((each) => shelf.peek(each) ?? []);
    const compiled = refused.length === 0 ? await shelf.take(path, (content) => compileDecisionModel(content, others)) : undefined;
    if (compiled?.ok) models.push(compiled.model);
    for (const problem of compiled && !compiled.ok ? compiled.problems : []) {
      shelf.found.push(finding('decision/problem', 'error', problem.element ?? path, { file: path, reason: problem.message }));
    }
  }
  return models;
}

function readTexts(path: string, shelf: Shelf): { [text: string]: string } {
  const root = shelf.take(path, (content) => parseJson(content, path, shelf.found));
  if (root === undefined) return {};
  const read = jsonReader(path, shelf.found);
  const entries = Object.entries(read.object(root, 'the file'));
  return Object.fromEntries(entries.map(([text, translation]) => [text, read.text(translation, text)]));
}
