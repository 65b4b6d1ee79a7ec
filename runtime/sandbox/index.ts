export { sandboxCompiler, sandboxDecider } from './adapters.ts';
export { bundleEntry, sandboxEntry } from './bundle.ts';
export type { SandboxFailure, SandboxResult, SandboxTask, SandboxValue } from './protocol.ts';
export { createSandbox, type Sandbox, type SandboxOptions, type SandboxStats } from './sandbox.ts';
