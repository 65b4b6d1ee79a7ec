export { sandboxCompiler, sandboxDecider } from './adapters.ts';
export { bundleEntry, sandboxEntry } from './bundle.ts';
export type { SandboxFailure, SandboxResult, SandboxTask, SandboxValue } from './protocol.ts';
export { createSandbox } from './sandbox.ts';
export type { Sandbox, SandboxOptions, SandboxStats } from './sandbox-options.ts';
