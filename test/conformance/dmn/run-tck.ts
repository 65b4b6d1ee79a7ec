import type { DecisionModel } from '../../../engine/contract/index.ts';
import type { DecisionGraph } from '../../../engine/decision/decision-model.ts';
import { compileDecisionModel, evaluateDecisionRaw } from '../../../engine/decision/index.ts';
import { Run } from '../../../engine/expression/run/run.ts';
import { isContext } from '../../../engine/expression/values/context.ts';
import { toText } from '../../../engine/expression/values/to-text.ts';
import { ExpectedNumber, type TckCase } from './read-tck.ts';
import { sameTckValue } from './same-value.ts';

export interface TckVerdict {
  /** folder/test/case/result node */
  id: string;
  verdict: 'pass' | 'fail';
  /** What came instead and why, where it failed. */
  note: string;
}

export interface TckResult {
  verdicts: TckVerdict[];
  folders: { folder: string; passed: number; total: number }[];
  passed: number;
  total: number;
  /** Of the results that are not null: an engine that knows nothing gets the others. */
  nonNull: { passed: number; total: number };
}

const env = { now: Date.UTC(2027, 0, 1) };

export async function runTck(cases: TckCase[]): Promise<TckResult> {
  const models = new Map<string, DecisionModel | string>();
  const verdicts: TckVerdict[] = [];
  const folders = new Map<string, { folder: string; passed: number; total: number }>();
  const nonNull = { passed: 0, total: 0 };
  for (const each of cases) {
    let model = models.get(each.dmn);
    if (model === undefined) {
      const compiled = await compileDecisionModel(each.dmn, each.others);
      model = compiled.ok
        ? compiled.model
        : `the model is refused: ${compiled.problems[0]?.message} (${compiled.problems.length} problems)`;
      models.set(each.dmn, model);
    }
    const note = typeof model === 'string' ? model : missOf(model, each);
    const passed = note === null ? 1 : 0;
    const folder = folders.get(each.folder) ?? { folder: each.folder, passed: 0, total: 0 };
    folders.set(each.folder, { ...folder, passed: folder.passed + passed, total: folder.total + 1 });
    if (each.expected !== null) {
      nonNull.passed += passed;
      nonNull.total += 1;
    }
    verdicts.push({ id: each.id, verdict: note === null ? 'pass' : 'fail', note: note ?? '' });
  }
  const sorted = [...folders.values()].sort((a, b) => a.folder.localeCompare(b.folder, 'en'));
  return { verdicts, folders: sorted, passed: verdicts.filter(({ verdict }) => verdict === 'pass').length, total: cases.length, nonNull };
}

/** Null when the result is the expected one; else what came instead. The kit writes an error as null. */
function missOf(model: DecisionModel, { service, result, input, expected }: TckCase): string | null {
  const { decisions, services } = model.model as unknown as DecisionGraph;
  const called = service === undefined ? decisions : services;
  const own = called.find(({ name, key }) => name === (service ?? result) && !key.includes('#'));
  const evaluated = evaluateDecisionRaw(model, own?.key ?? result, input, env);
  const raw = evaluated.ok ? evaluated.raw : null;
  const several = (services.find(({ key }) => key === own?.key)?.outputs.length ?? 1) > 1;
  const value = service !== undefined && several && isContext(raw) ? (raw[result] ?? null) : raw;
  if (sameTckValue(expected, value)) return null;
  const why = evaluated.ok ? evaluated.warnings.map(({ message }) => message).join(' ') : evaluated.message;
  return `expected ${shown(expected)}, got ${shown(value)}${why === '' ? '' : `: ${why}`}`;
}

function shown(value: unknown): string {
  const text = value instanceof ExpectedNumber ? value.text : toText(new Run(env), plain(value));
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

function plain(value: unknown): unknown {
  if (value instanceof ExpectedNumber) return value.text;
  if (Array.isArray(value)) return value.map(plain);
  return isContext(value) ? Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, plain(entry)])) : value;
}

/** One line a folder, the totals, and each miss with what came instead. */
export function printTck({ folders, passed, total, nonNull, verdicts }: TckResult): string {
  const share = (part: number, whole: number) => `${part} of ${whole} (${((100 * part) / Math.max(1, whole)).toFixed(2)} %)`;
  const width = Math.max(...folders.map(({ folder }) => folder.length), 0);
  return [
    ...folders.map((each) => `${each.folder.padEnd(width)}  ${share(each.passed, each.total)}`),
    `${'total'.padEnd(width)}  ${share(passed, total)}`,
    `${'not null'.padEnd(width)}  ${share(nonNull.passed, nonNull.total)}`,
    ...verdicts.filter(({ verdict }) => verdict === 'fail').map(({ id, note }) => `miss ${id}: ${note}`),
  ].join('\n');
}
