import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { buildWithGo, hasGo } from './go-build.ts';
import { runLimited } from './run-limited.ts';
import { ServerError } from './server-error.ts';

export const temporalCliVersion = '1.5.1';

export function cacheFolder(): string {
  return process.env.PERENNIAL_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'perennial');
}

/**
 * The `temporal` program: on PATH; else built or downloaded before; else the SDK's own download; else built once from the Go module pinned in
 * `cli/temporal-cli`. Each way that can hang has a time limit.
 */
export async function findTemporal(root: string, say: (detail: string) => void): Promise<string> {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder && !folder.includes('node_modules'))
    .map((folder) => join(folder, 'temporal'))
    .find((file) => existsSync(file) && answersAsTemporal(file));
  if (onPath) return onPath;
  const built = join(cacheFolder(), `temporal-cli-${temporalCliVersion}`, 'temporal');
  if (existsSync(built)) return built;
  const downloads = join(cacheFolder(), 'temporal-sdk');
  const earlier = downloaded(downloads);
  if (earlier) return earlier;
  say('downloading the Temporal dev server (about 60 MB)');
  const download = await downloadBySdk(root, downloads);
  if (download.ok) return download.program;
  if (!hasGo()) throw new ServerError(noWayLeft(download.why));
  say('building the Temporal dev server with Go, once: 2 to 5 minutes');
  await buildWithGo({ folder: join(root, 'cli/temporal-cli'), packages: { 'github.com/temporalio/cli/cmd/temporal': built }, say });
  return built;
}

function answersAsTemporal(file: string): boolean {
  try {
    return /temporal version/i.test(execFileSync(file, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'], timeout: 10_000 }).toString());
  } catch {
    return false;
  }
}

function downloaded(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .map((file) => join(folder, file))
    .find((file) => answersAsTemporal(file));
}

/** The SDK only downloads what it starts: it is started once in a process of its own, that can be ended when the network hangs. */
async function downloadBySdk(root: string, folder: string): Promise<{ ok: true; program: string } | { ok: false; why: string }> {
  mkdirSync(folder, { recursive: true });
  const script = `import { TestWorkflowEnvironment } from '@temporalio/testing';
    const server = await TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'cached-download', downloadDir: process.env.DOWNLOADS } } });
    await server.teardown();`;
  const seconds = Number(process.env.PERENNIAL_DOWNLOAD_SECONDS ?? 180);
  const run = await runLimited(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    env: { ...process.env, DOWNLOADS: folder },
    limitMs: seconds * 1000,
    silenceMs: Math.min(seconds, 30) * 1000,
    grows: folder,
  });
  const program = downloaded(folder);
  if (program) return { ok: true, program };
  return { ok: false, why: run.ended === 'limit' ? `the download did not move for too long` : 'it could not be downloaded' };
}

function noWayLeft(why: string): string {
  return `Temporal is missing: ${why}, and Go is not installed to build it. Install Go 1.25 or newer, put the \`temporal\` program on PATH, or set TEMPORAL_ADDRESS.`;
}
