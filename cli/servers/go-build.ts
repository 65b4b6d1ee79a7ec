import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { runLimited } from './run-limited.ts';
import { ServerError } from './server-error.ts';

export function hasGo(): boolean {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

export interface GoBuild {
  /** Folder of the tool module: its go.mod and go.sum pin every version. */
  folder: string;
  /** Go package -> file to build. */
  packages: { [name: string]: string };
  say: (detail: string) => void;
}

/** Downloads and builds programs of a pinned Go module. The files appear whole or not at all. */
export async function buildWithGo(build: GoBuild): Promise<void> {
  const env = { ...process.env, GOFLAGS: '-mod=readonly', CGO_ENABLED: '0', GOTOOLCHAIN: process.env.GOTOOLCHAIN ?? 'auto' };
  build.say('Go: downloading modules');
  const download = await runLimited('go', ['mod', 'download'], { cwd: build.folder, env, limitMs: 10 * 60_000 });
  if (download.ended !== 'ok') throw new ServerError(sentence('Go could not download Temporal', download.ended, download.tail));
  for (const [name, file] of Object.entries(build.packages)) {
    mkdirSync(dirname(file), { recursive: true });
    const half = `${file}.${process.pid}`;
    build.say(`Go: building ${name.split('/').at(-1)}`);
    const run = await runLimited('go', ['build', '-trimpath', '-ldflags=-s -w', '-o', half, name], {
      cwd: build.folder,
      env,
      limitMs: 30 * 60_000,
    });
    if (run.ended !== 'ok') {
      rmSync(half, { force: true });
      throw new ServerError(sentence('Go could not build Temporal', run.ended, run.tail));
    }
    renameSync(half, file);
  }
}

function sentence(what: string, ended: string, tail: string): string {
  if (/no space left/i.test(tail)) return `The disk is full: building Temporal needs about 2 GB.`;
  const last = tail.trim().split('\n').at(-1)?.slice(0, 300);
  const why = ended === 'limit' ? 'it took too long' : (last ?? 'no reason given');
  return `${what}: ${why}. Put the \`temporal\` program on PATH or set TEMPORAL_ADDRESS instead.`;
}
