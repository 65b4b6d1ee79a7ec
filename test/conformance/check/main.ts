import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokenTable, checkBroken } from './broken-models.ts';
import { checkValid, validTable } from './valid-models.ts';

/**
 * `npm run conformance -- check FOLDER [--out F]`: every broken model of the folder must be refused, no valid one may be. F becomes an array of
 * {id, verdict: pass|fail, note}.
 */
export async function checkModels(folder: string, out: string | undefined): Promise<void> {
  const broken = await checkBroken(join(folder, 'constraints.json'));
  const valid = await checkValid(folder);
  const verdicts = [
    ...broken.map(({ name, errors }) => ({
      id: name,
      verdict: errors.length > 0 ? 'pass' : 'fail',
      note: errors.map(({ rule, element }) => `${rule} ${element ?? ''}`.trim()).join('; '),
    })),
    ...valid.map(({ id, wrong, unsupported }) => ({
      id: `valid/${id}`,
      verdict: wrong.length === 0 ? 'pass' : 'fail',
      note: [...wrong, ...unsupported].map(({ rule, message }) => `[${rule}] ${message}`).join(' '),
    })),
  ];
  if (out !== undefined) writeFileSync(out, `${JSON.stringify(verdicts, null, 2)}\n`);
  process.stdout.write(`${brokenTable(broken)}\n\n${validTable(valid)}\n`);
}
