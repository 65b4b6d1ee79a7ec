import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchEngine } from './engine/index.ts';
import { benchExpressionFigures } from './expressions.ts';
import type { Figure } from './load.ts';
import { benchProduct } from './product.ts';

/**
 * `npm run bench -- [PART ...] --out F`: parts as named below, all without a name. F = array of {name, value, unit, versus, ratio}.
 * `--cases`, `--rounds`, `--pairs`, `--others` are of the product's part.
 */
const { values, positionals } = parseArgs({
  options: {
    out: { type: 'string' },
    cases: { type: 'string', default: '300' },
    rounds: { type: 'string', default: '3' },
    pairs: { type: 'string', default: '1000' },
    others: { type: 'string', default: '10000' },
  },
  allowPositionals: true,
});
const product = {
  cases: Number(values.cases),
  rounds: Number(values.rounds),
  pairs: Number(values.pairs),
  others: Number(values.others),
};
const parts = new Map<string, () => Promise<Figure[]>>([
  ['engine', () => benchEngine(print)],
  ['expressions', () => benchExpressionFigures(print)],
  ['product', () => benchProduct(product, print)],
]);
const wanted = positionals.length > 0 ? positionals : [...parts.keys()];
const unknown = wanted.filter((name) => !parts.has(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no part "${unknown.join('", "')}" of the bench. Parts: ${[...parts.keys()].join(', ')}\n`);
  process.exit(2);
}
const figures: Figure[] = [];
for (const name of wanted) figures.push(...((await parts.get(name)?.()) ?? []));
if (values.out) writeFileSync(values.out, `${JSON.stringify(figures, null, 2)}\n`);

function print(lines: Figure[]): void {
  for (const line of lines)
    process.stdout.write(
      `${line.name.padEnd(84)} ${String(line.value).padStart(10)} ${line.unit.padEnd(8)}${line.versus === null ? '' : ` versus ${line.versus}, ratio ${line.ratio}`}\n`,
    );
}
