// Builds dist/: servers (esbuild), the workflow bundle and the web app (Vite). Skipped while the sources are what they were.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, step } from './progress.mjs';

const servers = {
  api: 'api/main.ts',
  worker: 'worker/main.ts',
  'sandbox-child': 'runtime/sandbox/child.ts',
  product: 'cli/product/main.ts',
  perennial: 'cli/main.ts',
};
const serverRooms = [
  'engine',
  'runtime',
  'workflows',
  'activities',
  'worker',
  'db',
  'crm',
  'api',
  'cli',
  'package-lock.json',
  'tsconfig.base.json',
];
const webRooms = ['web', 'designer', 'engine', 'api/contract', 'crm/entities', 'activities/jobs', 'package-lock.json'];

/**
 * @param {string} root
 * @param {{ web?: boolean }} [options]
 */
export async function build(root, options = {}) {
  const serverHash = hashOf(root, serverRooms);
  if (stale(root, 'servers', serverHash)) {
    await step('Build servers', () => buildServers(root));
    mark(root, 'servers', serverHash);
  }
  const webHash = hashOf(root, webRooms);
  if (options.web !== false && existsSync(join(root, 'web/vite.config.ts')) && stale(root, 'web', webHash)) {
    await step('Build web app', () => buildWeb(root));
    mark(root, 'web', webHash);
  }
}

/** @param {string} root */
async function buildServers(root) {
  const esbuild = await import('esbuild');
  const entryPoints = Object.fromEntries(Object.entries(servers).filter(([, file]) => existsSync(join(root, file))));
  await esbuild.build({
    absWorkingDir: root,
    entryPoints,
    outdir: join(root, 'dist'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
  });
  // The sandbox child carries its libraries with it: it must start within a tenth of a second.
  if (existsSync(join(root, servers['sandbox-child']))) {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: { 'sandbox-child': servers['sandbox-child'] },
      outdir: join(root, 'dist'),
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      sourcemap: false,
      minifySyntax: true,
      logLevel: 'warning',
      banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    });
  }
  if (existsSync(join(root, 'worker/bundle-workflows.ts'))) {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: { 'bundle-workflows': 'worker/bundle-workflows.ts' },
      outdir: join(root, 'dist'),
      outExtension: { '.js': '.mjs' },
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'warning',
    });
    const { bundleWorkflows } = await import(pathToFileURL(join(root, 'dist/bundle-workflows.mjs')).href);
    await bundleWorkflows(root, join(root, 'dist/workflows.js'));
  }
}

/** @param {string} root */
async function buildWeb(root) {
  const vite = await import('vite');
  await vite.build({ root: join(root, 'web'), configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' });
}

/**
 * @param {string} root
 * @param {string} name
 * @param {string} hash
 */
function stale(root, name, hash) {
  const file = join(root, 'dist', `.${name}.hash`);
  return !existsSync(file) || readFileSync(file, 'utf8') !== hash;
}

/**
 * @param {string} root
 * @param {string} name
 * @param {string} hash
 */
function mark(root, name, hash) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist', `.${name}.hash`), hash);
}

/**
 * @param {string} root
 * @param {string[]} places
 */
function hashOf(root, places) {
  const hash = createHash('sha256').update(process.version);
  /** @param {string} path */
  const visit = (path) => {
    if (!existsSync(path)) return;
    if (!/\.[a-z0-9]+$/i.test(path) || path.endsWith('.d')) {
      for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if (entry.isDirectory() ? entry.name !== 'node_modules' : !/\.test\.tsx?$/.test(entry.name)) visit(join(path, entry.name));
      }
      return;
    }
    hash.update(path.slice(root.length)).update(readFileSync(path));
  };
  for (const place of places) visit(join(root, place));
  return hash.digest('hex');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  build(process.cwd()).catch(fail);
}
