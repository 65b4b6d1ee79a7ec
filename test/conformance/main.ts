import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { defaultGroups, readCases } from './cases.ts';
import { printTable, runAll } from './run-all.ts';

// npm run conformance -- CASES.json --out F [--group G,...]: F becomes an array of {id, verdict: pass|fail, note}.
const { values, positionals } = parseArgs({ options: { out: { type: 'string' }, group: { type: 'string' } }, allowPositionals: true });
const [path] = positionals;
if (path === undefined) {
  process.stderr.write('Usage: npm run conformance -- CASES.json --out F [--group G,...|all]\n');
  process.exitCode = 2;
} else {
  const file = readCases(path);
  const all = [...new Set(file.cases.map((each) => each.group))];
  const groups = values.group === 'all' ? all : (values.group?.split(',') ?? defaultGroups);
  const result = await runAll(file, groups);
  if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(result.verdicts, null, 2)}\n`);
  process.stdout.write(`${printTable(result)}\n`);
}
