// npm test: types, lint, and all tests; ends with one plain line "N passed, N failed".
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { installPackages } from './install.mjs';
import { fail } from './progress.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const ci = process.env.CI === 'true';
const totals = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const failures = [];

/** @param {string} name @param {string} file @param {string[]} args */
function run(name, file, args) {
  return new Promise((resolve) => {
    process.stdout.write(`\n▶ ${name}\n`);
    const child = spawn(process.execPath, [join(root, 'node_modules', file), ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** @param {string} name @param {string} file @param {string[]} args */
async function gate(name, file, args) {
  const code = await run(name, file, args);
  if (code === 0) totals.passed += 1;
  else {
    totals.failed += 1;
    failures.push(name);
  }
}

/** @param {'unit' | 'integration' | 'kill' | 'browser'} project @param {string[]} filter */
async function suite(project, filter) {
  const report = join(root, 'dist', `test-${project}.json`);
  rmSync(report, { force: true });
  const code = await run(`${project} tests`, 'vitest/vitest.mjs', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    '--passWithNoTests',
    ...filter,
  ]);
  if (!existsSync(report)) {
    if (code === 0) return;
    totals.failed += 1;
    failures.push(`${project} tests could not run`);
    return;
  }
  const result = JSON.parse(readFileSync(report, 'utf8'));
  totals.passed += result.numPassedTests;
  totals.failed += result.numFailedTests;
  totals.skipped += result.numPendingTests + (result.numTodoTests ?? 0);
  for (const file of result.testResults) {
    // A file that could not be loaded has no test of its own, yet it failed.
    if (file.status === 'failed' && !file.assertionResults.some((/** @type {{ status: string }} */ test) => test.status === 'failed')) {
      totals.failed += 1;
      failures.push(file.name.slice(root.length + 1));
    }
    for (const test of file.assertionResults)
      if (test.status === 'failed') failures.push(`${file.name.slice(root.length + 1)} > ${test.fullName}`);
  }
  if (code !== 0 && result.numFailedTests === 0 && !failures.length) {
    totals.failed += 1;
    failures.push(`${project} tests ended with code ${code}`);
  }
}

function findChromium() {
  const places = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  return places.find((place) => place && existsSync(place)) ?? (spawnSync('which', ['chromium']).stdout?.toString().trim() || undefined);
}

try {
  process.chdir(root);
  const started = Date.now();
  await installPackages(root);
  await build(root);
  mkdirSync(join(root, 'dist'), { recursive: true });
  await gate('types', 'typescript/bin/tsc', ['-b']);
  await gate('lint', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']);
  const filter = process.argv.slice(2);
  await suite('unit', filter);
  await suite('integration', filter);
  await suite('kill', filter);
  const chromium = findChromium();
  if (chromium) {
    process.env.CHROMIUM_PATH = chromium;
    await suite('browser', filter);
  } else if (ci) {
    totals.failed += 1;
    failures.push('browser tests: no Chromium found');
  } else process.stdout.write('\nbrowser tests skipped: no Chromium found (install it, or set CHROMIUM_PATH)\n');
  if (failures.length) process.stdout.write(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}\n`);
  process.stdout.write(`\n${((Date.now() - started) / 1000).toFixed(0)} s\n`);
  process.stdout.write(`${totals.passed} passed, ${totals.failed} failed${totals.skipped ? `, ${totals.skipped} skipped` : ''}\n`);
  process.exit(totals.failed ? 1 : 0);
} catch (error) {
  fail(error);
}
