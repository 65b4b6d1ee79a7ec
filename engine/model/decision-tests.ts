import type { DecisionModel, Json, Variables } from '../contract/index.ts';
import { type DecisionTestRow, ruleCount, runTestRows, untestedRules } from '../decision/index.ts';
import type { Finding } from '../elements/element.ts';
import { finding } from './findings.ts';
import { jsonReader, parseJson } from './json-reader.ts';

/** A file of test rows for one decision: `{ "decision": "shipping", "rows": [{ "input": {…}, "expected": … }] }`. */
export interface DecisionTestFile {
  path: string;
  decision: string;
  rows: (DecisionTestRow & { at: number })[];
}

/** What became of one row. */
export interface TestedRow {
  file: string;
  /** From 1. */
  row: number;
  name?: string;
  decision: string;
  ok: boolean;
  expected: Json;
  /** Absent when the decision failed. */
  output?: Json;
  /** Numbers of the rules that made the output, from 1. */
  rules: number[];
  /** Why it is not ok. */
  message?: string;
}

/** What `now()` says in a row without `at`: always the same, so that a row says the same every day. */
export const clockOfRows = Date.parse('2027-01-01T00:00:00Z');
const maxRows = 500;
const maxRowsOfPackage = 1_000;
/** So many rows that ran out of FEEL's budget, and no more are run: the check of a package stays short. */
const mostExhausted = 3;
const rowKeys = ['name', 'input', 'expected', 'at'];

export function readDecisionTests(content: string, path: string, found: Finding[]): DecisionTestFile | undefined {
  const read = jsonReader(path, found);
  const root = parseJson(content, path, found);
  if (root === undefined) return undefined;
  const file = read.object(root, 'the file');
  const decision = read.text(file.decision, 'decision');
  const wrong = (place: string, expected: string) => found.push(finding('package/json', 'error', path, { file: path, place, expected }));
  const clock = (value: unknown, place: string, otherwise: number): number => {
    const text = read.optionalText(value, place);
    if (text === undefined) return otherwise;
    if (/(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text))) return Date.parse(text);
    wrong(place, 'a moment like 2027-03-01T10:00:00+01:00');
    return otherwise;
  };
  const at = clock(file.at, 'at', clockOfRows);
  const list = read.list(file.rows, 'rows');
  if (list.length === 0 || list.length > maxRows) wrong('rows', `a list of 1 to ${maxRows} rows`);
  const rows = list.slice(0, maxRows).map((each, position) => {
    const place = `rows[${position}]`;
    const row = read.object(each, place);
    if (row.expected === undefined) wrong(`${place}.expected`, 'given (null where nothing is to come out)');
    for (const key of Object.keys(row)) if (!rowKeys.includes(key)) wrong(`${place}.${key}`, `one of ${rowKeys.join(', ')}`);
    return {
      decision,
      name: read.optionalText(row.name, `${place}.name`),
      input: read.object(row.input, `${place}.input`) as Variables,
      expected: (row.expected ?? null) as Json,
      at: clock(row.at, `${place}.at`, at),
    };
  });
  return { path, decision, rows };
}

/** Runs the rows; what fails is an error, a rule of a tested table that no row meets a warning. */
export function runDecisionTests(files: DecisionTestFile[], models: DecisionModel[], found: Finding[]): TestedRow[] {
  if (files.reduce((sum, { rows }) => sum + rows.length, 0) > maxRowsOfPackage) {
    const params = { file: 'manifest.json', place: 'decisionTests', expected: `files with at most ${maxRowsOfPackage} rows in all` };
    found.push(finding('package/json', 'error', 'manifest.json', params));
    return [];
  }
  let exhausted = 0;
  const tested = files.flatMap((file) => {
    if (!models.some(({ decisions }) => decisions.includes(file.decision))) {
      const known = models.flatMap(({ decisions }) => decisions).join(', ');
      found.push(finding('decision/test-unknown', 'error', file.path, { file: file.path, decision: file.decision, known }));
      return [];
    }
    return file.rows.map(({ at, ...row }, index): TestedRow => {
      const { name, decision, expected } = row;
      if (exhausted >= mostExhausted) {
        const message = `Not run: ${mostExhausted} rows before it ran out of their budget.`;
        return { file: file.path, row: index + 1, name, decision, ok: false, expected, rules: [], message };
      }
      const [result] = runTestRows(models, [row], { now: at });
      const { ok = false, output, rules = [], message, code } = result ?? {};
      if (code === 'budget') exhausted += 1;
      return { file: file.path, row: index + 1, name, decision, ok, expected, output, rules, message };
    });
  });
  for (const { ok, file, row, name, message = '' } of tested) {
    const params = { file, row, name: name === undefined ? '' : ` “${name}”`, reason: message };
    if (!ok) found.push(finding('decision/test-row', 'error', file, params));
  }
  for (const decision of new Set(files.map((each) => each.decision))) {
    const own = tested.filter((each) => each.decision === decision);
    if (own.length === 0 || own.some(({ ok }) => !ok)) continue;
    const missed = untestedRules(ruleCount(models, decision), own);
    if (missed.length > 0)
      found.push(finding('decision/rule-untested', 'warning', own[0]?.file, { decision, rules: missed.join(', '), count: missed.length }));
  }
  return tested;
}
