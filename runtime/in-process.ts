import { decide } from '../engine/kernel/decide.ts';
import { compilePackage, planStarts } from '../engine/model/index.ts';
import type { Decider } from './door-context.ts';
import type { CompilePackage } from './packages.ts';

/**
 * The kernel in this process, without the sandbox' limits: for tests, and for measuring. An expression that explodes takes the process
 * with it, so the product never uses it.
 */
export const inProcessDecider: Decider = async ({ state, command, ctx }) => ({ ended: true, decision: decide(state, command, ctx) });

export function inProcessCompiler(jobTypes?: string[]): CompilePackage {
  return async (files, hash, times) => {
    const compiled = await compilePackage(files, { hash, jobTypes });
    if (!compiled.ok) return { ok: false, findings: compiled.findings };
    return { ok: true, package: compiled.package, findings: compiled.warnings, planned: times && planStarts(compiled.package, times) };
  };
}
