// Installs what package-lock.json says when node_modules is missing or older than it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step, UserError } from './progress.mjs';

const silenceLimitMs = 180_000;

/** @param {string} root */
export async function installPackages(root) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new UserError(`Node ${process.versions.node} is too old: Perennial needs Node 20.19 or newer.`);
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const marker = join(root, 'node_modules', '.perennial-lock');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  await step('Install packages', (say) => npmInstall(root, say));
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(marker, wanted);
}

/**
 * @param {string} root
 * @param {(detail: string) => void} say
 * @returns {Promise<void>}
 */
function npmInstall(root, say) {
  return new Promise((resolve, reject) => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const child = spawn(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=http'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let fetched = 0;
    /** @type {NodeJS.Timeout} */
    let silence;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        child.kill('SIGKILL');
        reject(
          new UserError(
            'npm has said nothing for three minutes: check the network (proxy, registry) and run npm start again; what was downloaded is kept.',
          ),
        );
      }, silenceLimitMs);
    };
    heard();
    /** @param {Buffer} chunk */
    const read = (chunk) => {
      heard();
      const text = chunk.toString();
      output = (output + text).slice(-20_000);
      fetched += text.split('http fetch').length - 1;
      say(`${fetched} requests`);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', (error) =>
      reject(new UserError(`npm could not be started (${error.message}): install npm 10 or newer and run npm start again.`)),
    );
    child.on('close', (code) => {
      clearTimeout(silence);
      if (code === 0) resolve();
      else reject(new UserError(explain(output)));
    });
  });
}

/** @param {string} output */
function explain(output) {
  if (/ENOSPC/.test(output)) return 'The disk is full: free about 2 GB where the project lies and run npm start again.';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|network/i.test(output))
    return 'npm cannot reach its registry: connect to the network (or set a proxy with npm config) and run npm start again.';
  return `npm ci failed:\n${
    output
      .split('\n')
      .filter((line) => /npm (error|ERR)/.test(line))
      .slice(0, 12)
      .join('\n') || output.slice(-1500)
  }`;
}
