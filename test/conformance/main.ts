import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { groupsOf, readCases } from './cases.ts';
import { checkModels } from './check/main.ts';
import { readTck } from './dmn/read-tck.ts';
import { printTck, runTck } from './dmn/run-tck.ts';
import { printTable, runAll } from './run-all.ts';

// npm run conformance -- check FOLDER --out F: broken models refused, valid ones not (check/main.ts).
// npm run conformance -- CASES.json --out F [--group G,...]: F becomes an array of {id, verdict: pass|fail, note}.
// npm run conformance -- dmn FOLDER --out F: the same of the DMN TCK.
const { values, positionals } = parseArgs({ options: { out: { type: 'string' }, group: { type: 'string' } }, allowPositionals: true });
const [path, folder] = positionals;
if (path === 'check' && folder !== undefined) {
  await checkModels(folder, values.out);
} else if (path === 'dmn' && folder !== undefined) {
  const result = await runTck(readTck(folder));
  if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(result.verdicts, null, 2)}\n`);
  process.stdout.write(`${printTck(result)}\n`);
} else if (path === undefined || path === 'dmn' || path === 'check') {
  process.stderr.write(
    'Usage: npm run conformance -- CASES.json --out F [--group G,...]\n       npm run conformance -- dmn FOLDER --out F\n       npm run conformance -- check FOLDER --out F\n',
  );
  process.exitCode = 2;
} else {
  const file = readCases(path);
  const groups = values.group?.split(',') ?? groupsOf(file);
  const result = await runAll(file, groups);
  if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(result.verdicts, null, 2)}\n`);
  process.stdout.write(`${printTable(result)}\n`);
}
