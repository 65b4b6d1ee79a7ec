import * as feelin from 'feelin';
import { compileDecisionModel, evaluateDecision } from '../../engine/decision/index.ts';
import { evaluate, type Scope } from '../../engine/expression/index.ts';
import { type Figure, figure } from './load.ts';

/** The same expressions over the same data in ours and in feelin, one after the other in one run, in turns. */
const scope: Scope = {
  lead: { amount: 700, phone: '+48 600', source: 'web', score: 61, rows: [] },
  approved: true,
  segment: 'gold',
  lines: Array.from({ length: 20 }, (_, i) => ({ product: `p${i}`, amount: 10 * i, discount: 0.05, active: i % 3 === 0 })),
  created: '2026-03-04',
  prices: [0.1, 0.2, 19.99, 5.01],
};
const env = { now: Date.UTC(2026, 9, 24, 7), zone: 'Europe/Warsaw' };

const kinds: { kind: string; text: string }[] = [
  { kind: 'condition', text: 'lead.amount > 500 and approved and lead.source = "web"' },
  { kind: 'choice', text: 'if lead.score >= 80 then "hot" else if lead.score >= 50 then "warm" else "cold"' },
  { kind: 'arithmetic', text: '(lead.amount * 1.23 + 19.99) / 12 - 0.05 * lead.score' },
  { kind: 'sum of money', text: 'sum(prices) * 1.23' },
  { kind: 'list filter', text: 'lines[active and amount > 50].product' },
  { kind: 'loop', text: 'sum(for line in lines return line.amount * (1 - line.discount))' },
  { kind: 'date', text: 'date(created) + duration("P1M") < date("2026-05-01")' },
  { kind: 'text', text: 'upper case(substring(lead.phone, 2)) + "-" + string(lead.score)' },
];

/** A table of ten rules with two inputs, unique; for feelin its cells are evaluated one by one, as a table evaluator around it would. */
const rules = Array.from({ length: 10 }, (_, i) => [
  i < 5 ? '"silver"' : '"gold"',
  `[${(i % 5) * 200}..${(i % 5) * 200 + 199}]`,
  `"r${i}"`,
]);

export interface ExpressionRate {
  kind: string;
  /** Evaluations per second. */
  ours: number;
  feelin: number;
}

/** `seconds` for each of the two and each kind. */
export async function benchExpressions(options: { seconds?: number } = {}): Promise<ExpressionRate[]> {
  const seconds = options.seconds ?? 1;
  const rates: ExpressionRate[] = [];
  for (const { kind, text } of kinds) {
    const own = () => evaluate(text, scope, env);
    const other = () => feelin.evaluate(text, scope);
    const [a, b] = [own(), other()];
    if (!a.ok || b.value === undefined) throw new Error(`${kind} gives nothing`);
    rates.push({ kind, ...inTurns(own, other, seconds) });
  }
  rates.push({ kind: 'table of 10 rules', ...inTurns(await ownTable(), feelinTable, seconds) });
  return rates;
}

async function ownTable(): Promise<() => void> {
  const rows = rules.map((cells) => `<rule>${cells.map((cell, i) => `<${entry(i)}><text>${cell}</text></${entry(i)}>`).join('')}</rule>`);
  const inputs = ['segment', 'lead.amount'].map((text) => `<input><inputExpression><text>${text}</text></inputExpression></input>`);
  const xml = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="bench"><decision id="t" name="t"><decisionTable>${inputs.join('')}<output name="r"/>${rows.join('')}</decisionTable></decision></definitions>`;
  const compiled = await compileDecisionModel(xml);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const run = () => evaluateDecision(compiled.model, 't', scope, env);
  const result = run();
  if (!result.ok || result.output !== 'r8') throw new Error(`the table gives ${JSON.stringify(result)}`);
  return run;
}

function entry(column: number): string {
  return column < 2 ? 'inputEntry' : 'outputEntry';
}

function feelinTable(): unknown {
  const inputs = ['segment', 'lead.amount'].map((text) => feelin.evaluate(text, scope).value);
  const matched = rules.filter(([first = '', second = '']) =>
    [first, second].every((cell, i) => feelin.unaryTest(cell, { ...scope, '?': inputs[i] }).value === true),
  );
  return feelin.evaluate(matched[0]?.[2] ?? 'null', scope).value;
}

/** Five turns each, so that both meet the same machine. */
function inTurns(own: () => void, other: () => void, seconds: number): { ours: number; feelin: number } {
  const turns = 5;
  let [ours, theirs] = [0, 0];
  for (let turn = 0; turn < turns; turn++) {
    ours += rate(own, seconds / turns);
    theirs += rate(other, seconds / turns);
  }
  return { ours: ours / turns, feelin: theirs / turns };
}

function rate(work: () => void, seconds: number): number {
  for (let warm = 0; warm < 50; warm++) work();
  const began = performance.now();
  let [count, now] = [0, began];
  for (; now - began < seconds * 1000; now = performance.now()) {
    for (let i = 0; i < 20; i++) work();
    count += 20;
  }
  return (1000 * count) / (now - began);
}

/** The part `expressions` of the bench. */
export async function benchExpressionFigures(print: (figures: Figure[]) => void): Promise<Figure[]> {
  const rates = await benchExpressions();
  const figures = rates.map(({ kind, ours, feelin: theirs }) =>
    figure(`FEEL, ${kind} (versus feelin)`, Math.round(ours), '/s', Math.round(theirs)),
  );
  print(figures);
  return figures;
}
