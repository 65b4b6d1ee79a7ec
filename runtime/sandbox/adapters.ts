import type { Installation } from '../../engine/model/index.ts';
import type { Decider } from '../door-context.ts';
import type { CompilePackage } from '../packages.ts';
import type { Sandbox } from './sandbox-options.ts';

/** The door's way to the kernel. */
export function sandboxDecider(sandbox: Sandbox): Decider {
  return async ({ state, command, ctx }) => {
    const result = await sandbox.run({ type: 'decide', state, command, ctx });
    if (result.ok) return { ended: true, decision: result.value };
    // Of the process, not of the command: a case that was not looked at has no incident.
    if (result.code === 'noChild' || result.code === 'closed') throw new Error(result.message);
    return { ended: false, code: result.code, message: result.message };
  };
}

/** The package store's way to the compiler. A kill is a finding. `installation`: what it knows of job types. */
export function sandboxCompiler(
  sandbox: Sandbox,
  installation: Pick<Installation, 'jobTypes' | 'jobOutputs' | 'jobInputs'> = {},
): CompilePackage {
  return async (files, hash, times) => {
    const result = await sandbox.run({ type: 'compile', files, hash, times, ...installation });
    if (!result.ok) {
      const message = `The package could not be compiled: ${result.message}`;
      return { ok: false, findings: [{ rule: 'sandbox/stopped', severity: 'error', message, params: { code: result.code } }] };
    }
    const compiled = result.value;
    if (!compiled.ok) return { ok: false, findings: compiled.findings };
    return { ok: true, package: compiled.package, findings: compiled.warnings, planned: compiled.planned };
  };
}
