import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** In the project, not in a folder that others may write to. */
const folder = fileURLToPath(new URL('../../node_modules/.cache/perennial-sandbox', import.meta.url));

const bundles = new Map<string, Promise<string>>();

/**
 * The file the sandbox's children run. Built servers have it beside them; from sources it is bundled on demand, once per
 * content.
 */
export function sandboxEntry(): Promise<string> {
  const built = fileURLToPath(new URL('./sandbox-child.mjs', import.meta.url));
  if (existsSync(built)) return Promise.resolve(built);
  return bundleEntry(fileURLToPath(new URL('./child.ts', import.meta.url)));
}

/** Bundles a child's entry with all its libraries: one file to read makes it start fast. */
export function bundleEntry(source: string): Promise<string> {
  let bundle = bundles.get(source);
  if (!bundle) {
    bundle = build(source);
    bundles.set(source, bundle);
    bundle.catch(() => bundles.delete(source));
  }
  return bundle;
}

async function build(source: string): Promise<string> {
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({
    entryPoints: [source],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minifySyntax: true,
    logLevel: 'silent',
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  const file = join(folder, `${createHash('sha256').update(code).digest('hex').slice(0, 32)}.mjs`);
  if (existsSync(file)) return file;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Renamed into place: another process may be doing the same.
  const own = `${file}.${process.pid}`;
  await writeFile(own, code, { mode: 0o600 });
  await rename(own, file);
  return file;
}
