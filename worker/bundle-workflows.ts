import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';

export interface WorkflowBundle {
  code: string;
  /** Names the code: workflows that run another one's continue as new. */
  deployment: string;
}

const quiet = { trace() {}, debug() {}, info() {}, warn() {}, log() {}, error: console.error };

/** Bundles the workflows for Temporal's sandbox; nothing of engine/ may be in it. */
export async function bundleFromSources(root: string): Promise<WorkflowBundle> {
  const { code } = await bundleWorkflowCode({ workflowsPath: join(root, 'workflows', 'index.ts'), logger: quiet as never });
  return { code, deployment: deploymentOf(code) };
}

/** Writes the bundle for the built worker. */
export async function bundleWorkflows(root: string, file: string): Promise<void> {
  const { code } = await bundleFromSources(root);
  writeFileSync(file, code);
}

export function readBundle(file: string): WorkflowBundle {
  const code = readFileSync(file, 'utf8');
  return { code, deployment: deploymentOf(code) };
}

/** Source maps and the paths in them differ from machine to machine; the code does not. */
function deploymentOf(code: string): string {
  const bare = code.replace(/\/\/# sourceMappingURL=.*$/gm, '');
  return createHash('sha256').update(bare).digest('hex').slice(0, 16);
}
