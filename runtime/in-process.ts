import { decide } from '../engine/kernel/decide.ts';
import { compilePackage } from '../engine/model/index.ts';
import type { Decider } from './door-context.ts';
import type { CompilePackage } from './packages.ts';

/**
 * The kernel in this process, without the sandbox' limits: for tests, and for measuring. An expression that explodes takes the process
 * with it, so the product never uses it.
 */
export const inProcessDecider: Decider = async ({ state, command, ctx }) => ({ ended: true, decision: decide(state, command, ctx) });

export function inProcessCompiler(jobTypes?: string[]): CompilePackage {
  return async (files, hash) => {
    const compiled = await compilePackage(files, { hash, jobTypes });
    return compiled.ok ? { ok: true, package: compiled.package, findings: compiled.warnings } : { ok: false, findings: compiled.findings };
  };
}
