import { callReference } from '../../contract/call-reference.ts';
import type { CompiledElement, CompiledPackage, CompiledProcess, OutsideCall } from '../../contract/process.ts';
import type { CallActivityConfig, CallBinding } from '../../elements/call-activity/config.ts';
import { canBeCalled } from '../../elements/call-activity/rules.ts';
import type { Finding } from '../../elements/element.ts';
import { finding, label, type Params } from '../findings.ts';

type Call = CompiledElement<CallActivityConfig & { binding: CallBinding }>;

function boundCalls(processes: CompiledProcess[]): Call[] {
  const calls = processes.flatMap((process) => process.elements.filter((element) => element.kind === 'call-activity'));
  return (calls as CompiledElement<CallActivityConfig>[]).filter((call): call is Call => call.config.binding !== undefined);
}

/** Packages that the call activities of a package name, itself included, each once. */
export function outsideCalls(processes: CompiledProcess[], key: string): OutsideCall[] {
  const calls = boundCalls(processes).map(({ config }): OutsideCall => ({ package: key, ...config.binding }));
  return [...new Map(calls.map((call) => [callReference(call), call])).values()];
}

/** What is published of one package. */
export interface Published {
  versions: number[];
  /** The newest, and those that `CompiledPackage.calls` pin, by version. Absent = only keys and versions are known. */
  compiled?: { [version: number]: Pick<CompiledPackage, 'mainProcess' | 'processes'> };
}

/**
 * Calls into other packages, held against what is published here. The newest version of the package's own key is the one about to be
 * published.
 */
export function checkOutsideCalls(pkg: CompiledPackage, published: { [key: string]: Published }): Finding[] {
  return boundCalls(pkg.processes).flatMap((call) => {
    const { package: key = pkg.key, version } = call.config.binding;
    const there = Object.hasOwn(published, key) ? published[key] : undefined;
    const put = (rule: string, params: Params) => [finding(rule, 'error', call.id, { element: label(call), package: key, ...params })];
    const own = key === pkg.key && version === undefined;
    if (!own && (!there || there.versions.length === 0)) return put('call-activity/package-unknown', {});
    const wanted = version ?? Math.max(...(there?.versions ?? []));
    const target = own ? pkg : there?.compiled?.[wanted];
    if (!target && there?.versions.includes(wanted) && !there.compiled) return [];
    if (!target) return put('call-activity/version-unknown', { version: wanted, known: there?.versions.join(', ') ?? '' });
    return checkCalled(call, target).flatMap(({ rule, called }) => put(rule, { called }));
  });
}

function checkCalled({ config }: Call, target: Pick<CompiledPackage, 'mainProcess' | 'processes'>): { rule: string; called: string }[] {
  const called = config.calledProcess === '' ? target.mainProcess : config.calledProcess;
  if (called.startsWith('=')) return [];
  const process = target.processes.find((each) => each.id === called);
  if (!process) return [{ rule: 'call-activity/process-unknown-there', called }];
  return canBeCalled(process) ? [] : [{ rule: 'call-activity/no-plain-start', called }];
}
