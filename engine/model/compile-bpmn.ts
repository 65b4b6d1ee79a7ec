import type { CompiledPackage, CompiledProcess } from '../contract/process.ts';
import type { Finding } from '../elements/element.ts';
import { cut } from '../text/cut.ts';
import { askedInputs } from './asked-inputs.ts';
import { checkPackage, type Installation } from './checks/index.ts';
import { outsideCalls } from './checks/outside-calls.ts';
import { checkUnsetNames } from './checks/unset-names.ts';
import { compileProcess } from './compile-process.ts';
import { compilerVersion } from './compiler-version.ts';
import type { TestedRow } from './decision-tests.ts';
import { declaredData } from './declared-data.ts';
import { checkDrawing, rootOf } from './drawing/index.ts';
import { finding, label } from './findings.ts';
import { compileGlobalTask, isGlobalTask } from './global-tasks.ts';
import { children, isA, type ModdleNode } from './moddle.ts';
import { type ReadWarning, readBpmn } from './read-bpmn.ts';
import { unsupportedRoots } from './unsupported.ts';

export type CompileResult = (
  | { ok: true; package: CompiledPackage; warnings: Finding[] }
  /** `unreadable`: no BPMN at all. `package` is there when the file could be read, for a live check that goes on in spite of errors. */
  | { ok: false; unreadable: boolean; findings: Finding[]; package?: CompiledPackage }
) & {
  /** Of a package: what became of the test rows of its decisions. */
  rows?: TestedRow[];
};

export interface CompileOptions extends Installation {
  key?: string;
  hash?: string;
}

export interface ProcessesRead {
  processes: CompiledProcess[];
  mainProcess: string;
  /** Names of the data that is drawn: data objects, properties, what processes take. */
  declared: string[];
  findings: Finding[];
  unreadable: boolean;
}

/** A BPMN file by itself, with every publish rule that needs no package around it. */
export async function compileBpmn(xml: string, options: CompileOptions = {}): Promise<CompileResult> {
  const read = await readProcesses(xml);
  if (read.unreadable) return { ok: false, unreadable: true, findings: read.findings };
  const pkg = barePackage(options.key ?? read.mainProcess, options.hash ?? '', read, options.jobOutputs);
  const names = checkUnsetNames(pkg, { declared: read.declared, jobOutputs: options.jobOutputs, bare: true });
  const rules = checkPackage(pkg, options).filter(({ rule }) => !ofPackages.has(rule));
  return verdict(pkg, [...read.findings, ...rules, ...names]);
}

/** Not asked of a file by itself: who does what may be said elsewhere, or by another vendor's extensions. */
const ofPackages = new Set(['user-task/nobody']);

/** Nobody reads more; a hostile file could bring a million. */
const maxFindings = 1000;

/** Errors stop publishing; warnings go with it. */
export function verdict(pkg: CompiledPackage, found: Finding[]): CompileResult {
  const findings = rootCauses(unique(found)).slice(0, maxFindings);
  if (found.some((each) => each.severity === 'error')) return { ok: false, unreadable: false, findings, package: pkg };
  return { ok: true, package: pkg, warnings: findings };
}

/** Compiles every executable process of a file. Pools that are only drawings are left out with whatever they hold. */
export async function readProcesses(xml: string): Promise<ProcessesRead> {
  const read = await readBpmn(xml, { diagrams: false });
  if (!read.ok) return { processes: [], mainProcess: '', declared: [], findings: read.findings, unreadable: true };
  const roots = children(read.definitions, 'rootElements');
  const running = executable(roots.filter((root) => root.$type === 'bpmn:Process'));
  const compiling: Finding[] = [];
  const globals = roots.filter(isGlobalTask);
  const processes = [
    ...running.map((node) => compileProcess(node, compiling)),
    ...globals.flatMap((node) => compileGlobalTask(node, compiling) ?? []),
  ];
  const findings = [
    ...unsupportedRoots(roots),
    ...(processes.length === 0 ? [finding('process/none', 'error', undefined)] : []),
    ...compiling,
    ...checkDrawing(read.definitions, [...running, ...globals]),
    ...read.warnings.flatMap((warning) => judge(warning, [...running, ...globals])),
  ];
  return { processes, mainProcess: processes[0]?.id ?? '', declared: running.flatMap(declaredData), findings, unreadable: false };
}

/** A process runs when it says so; in a file where none says anything, all of them do. */
function executable(processes: ModdleNode[]): ModdleNode[] {
  const marked = processes.filter((process) => process.get('isExecutable') === true);
  return marked.length > 0 ? marked : processes.filter((process) => process.get('isExecutable') === undefined);
}

/** What bpmn-moddle could not place stops publishing only inside a process that runs. */
function judge(warning: ReadWarning, running: ModdleNode[]): Finding[] {
  const { node } = warning;
  const inside = node !== undefined && (running.includes(rootOf(node)) || isEventDetail(node));
  const owner = node && ownerOf(node);
  const params = {
    element: owner ? label(owner) : 'The file',
    property: warning.property?.replace(/^bpmn:/, '') ?? '',
    value: warning.value,
  };
  if (warning.kind === 'illegal-id')
    return [finding('xml/illegal-id', 'error', undefined, { id: cut(warning.value, 100), line: warning.line ?? 0 })];
  // Whose it is bpmn-moddle does not say.
  if (warning.kind === 'unknown-element') return [finding('xml/unknown-element', 'error', owner?.id, params)];
  if (warning.kind === 'other' && !(node && isA(node, 'bpmn:BaseElement'))) return [];
  if (warning.kind === 'other') return [finding('xml/unknown-attribute', 'warning', owner?.id, { ...params, reason: warning.value })];
  if (!node || !isA(node, 'bpmn:BaseElement')) return [];
  if (!matters(warning.property)) return [];
  return [finding('reference/unresolved', inside ? 'error' : 'warning', owner?.id, params)];
}

function isEventDetail(node: ModdleNode): boolean {
  return ['bpmn:Message', 'bpmn:Error', 'bpmn:Signal', 'bpmn:Escalation'].includes(node.$type);
}

/** Data and resources are kept but never read; a dangling reference to them does not change a run. */
function matters(property: string | undefined): boolean {
  return !/(itemSubjectRef|structureRef|dataStoreRef|dataObjectRef|resourceRef|operationRef|interfaceRef|categoryValueRef|inputSetRefs|outputSetRefs|supportedInterfaceRefs)$/.test(
    property ?? '',
  );
}

/** Nearest element around it that has an id and shows on the canvas. */
function ownerOf(node: ModdleNode): ModdleNode | undefined {
  for (let each: ModdleNode | undefined = node; each; each = each.$parent) {
    if (each.id && (isA(each, 'bpmn:FlowElement') || isA(each, 'bpmn:Artifact') || isA(each, 'bpmn:RootElement'))) return each;
  }
  return node.id ? node : undefined;
}

export function barePackage(
  key: string,
  hash: string,
  read: { processes: CompiledProcess[]; mainProcess: string },
  jobOutputs?: Installation['jobOutputs'],
): CompiledPackage {
  const main = read.processes.find((process) => process.id === read.mainProcess);
  const calls = outsideCalls(read.processes, key);
  const pkg: CompiledPackage = {
    format: 1,
    compilerVersion,
    key,
    hash,
    name: main?.name ?? key,
    mainProcess: read.mainProcess,
    processes: read.processes,
    ...(calls.length > 0 ? { calls } : {}),
    recordTypes: [],
    stages: [],
    forms: [],
    decisions: [],
    calendars: [],
    texts: {},
  };
  return { ...pkg, processes: askedInputs(pkg, jobOutputs) };
}

/** An element that is refused says nothing else; what it leads to is not reproached for being out of reach. */
function rootCauses(findings: Finding[]): Finding[] {
  const refused = new Set(findings.filter((each) => each.rule === 'element/not-executable').map((each) => each.element));
  if (refused.size === 0) return findings;
  const follows = new Set([
    'element/unreachable',
    'element/dead-end',
    'process/no-start',
    'process/no-end',
    'process/empty',
    'sub-process/empty',
    'parallel-gateway/never-joins',
    'soundness/deadlock',
    'soundness/starved',
    'soundness/dead-element',
  ]);
  return findings.filter((each) => each.rule === 'element/not-executable' || (!refused.has(each.element) && !follows.has(each.rule)));
}

function unique(findings: Finding[]): Finding[] {
  const seen = new Map(findings.map((each) => [`${each.rule}\n${each.element}\n${each.message}`, each]));
  return [...seen.values()];
}
