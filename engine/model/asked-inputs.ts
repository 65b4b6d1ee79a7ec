import type { CompiledPackage, CompiledProcess } from '../contract/process.ts';
import { type JobOutputs, setBy } from './checks/name-setters.ts';

/** The processes of a package, each asking at its start only for data that none of its elements leaves behind. */
export function askedInputs(pkg: CompiledPackage, jobOutputs: JobOutputs = {}): CompiledProcess[] {
  const known = { pkg, jobOutputs, bare: false };
  return pkg.processes.map((process) => {
    const { inputs, ...own } = process;
    if (!inputs) return process;
    const written = new Set(process.elements.flatMap((element) => setBy(element, known).left));
    const asked = inputs.filter(({ name }) => !written.has(name));
    return asked.length > 0 ? { ...own, inputs: asked } : own;
  });
}
