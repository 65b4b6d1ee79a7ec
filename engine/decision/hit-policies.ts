import { builtInFunction } from '../expression/builtins/index.ts';
import { Stop } from '../expression/run/failure.ts';
import type { Run } from '../expression/run/run.ts';
import { compare, same } from '../expression/values/compare.ts';
import { newContext } from '../expression/values/context.ts';
import { isDuration } from '../expression/values/feel-duration.ts';
import { kindName } from '../expression/values/kind.ts';
import { isNumber } from '../expression/values/number.ts';
import type { Aggregation, DecisionTable, TableOutput } from './decision-model.ts';
import { listed, type TableResult } from './table-code.ts';

export interface Match {
  /** 1-based. */
  rule: number;
  outputs: unknown[];
}

/** What the matching rules give together (DMN 1.5, 8.2.8). `ranks`: per output its values, most important first. */
export function applyPolicy(run: Run, table: DecisionTable, matches: Match[], ranks: unknown[][]): TableResult {
  const title = `Decision table "${table.name}"`;
  const [first] = matches as [Match];
  switch (table.hitPolicy) {
    case 'unique':
    case 'first':
      return single(table, first);
    case 'any': {
      const rules = matches.map(({ rule }) => rule);
      if (!matches.every(({ outputs }) => same(outputs, first.outputs, run))) {
        throw new Stop('hitPolicy', `${title} is Any, but rules ${listed(rules)} match with different results.`, undefined, rules);
      }
      return { ...single(table, first), rules };
    }
    case 'priority':
      return single(table, byPriority(run, matches, ranks)[0] ?? first);
    case 'outputOrder':
      return several(table, byPriority(run, matches, ranks));
    case 'ruleOrder':
      return several(table, matches);
    case 'collect':
      return table.aggregation === undefined ? several(table, matches) : aggregated(run, title, table.aggregation, matches);
  }
}

function single(table: DecisionTable, match: Match): TableResult {
  return { value: shaped(table.outputs, match.outputs), rules: [match.rule] };
}

function several(table: DecisionTable, matches: Match[]): TableResult {
  return { value: matches.map(({ outputs }) => shaped(table.outputs, outputs)), rules: matches.map(({ rule }) => rule) };
}

/** One column: its value. Several: a context of them. */
function shaped(columns: TableOutput[], outputs: unknown[]): unknown {
  if (columns.length === 1) return outputs[0] ?? null;
  const context = newContext();
  for (const [column, { name }] of columns.entries()) context[name] = outputs[column] ?? null;
  return context;
}

/** By the place of each output in its column's list of values, first column first; rule order among equals. */
function byPriority(run: Run, matches: Match[], ranks: unknown[][]): Match[] {
  const placed = matches.map((match) => ({
    match,
    places: match.outputs.map((output, column) => {
      const place = (ranks[column] ?? []).findIndex((value) => same(value, output, run));
      return place < 0 ? Number.MAX_SAFE_INTEGER : place;
    }),
  }));
  placed.sort((a, b) => {
    const column = a.places.findIndex((place, index) => place !== b.places[index]);
    return column < 0 ? a.match.rule - b.match.rule : (a.places[column] as number) - (b.places[column] as number);
  });
  return placed.map(({ match }) => match);
}

function aggregated(run: Run, title: string, aggregation: Aggregation, matches: Match[]): TableResult {
  const rules = matches.map(({ rule }) => rule);
  const values = matches.map(({ outputs }) => outputs[0] ?? null);
  if (aggregation === 'count') return { value: distinct(run, values), rules };
  const strange = matches.find(({ outputs }) => !aggregates(aggregation, outputs[0] ?? null));
  if (strange) {
    const needs = aggregation === 'sum' ? 'numbers or durations' : 'values that can be compared';
    const message = `${title}, rule ${strange.rule}: ${aggregation} needs ${needs}, not ${kindName(strange.outputs[0])}.`;
    throw new Stop('type', message, undefined, [strange.rule]);
  }
  const before = run.warnings.length;
  const value = builtInFunction(aggregation)?.invoke(run, [values], 0) ?? null;
  const warning = run.warnings[before];
  if (warning)
    throw new Stop('type', `${title}, rules ${listed(rules)}: ${aggregation} of what they give: ${warning.message}`, undefined, rules);
  return { value, rules };
}

function aggregates(aggregation: Aggregation, value: unknown): boolean {
  return aggregation === 'sum' ? isNumber(value) || isDuration(value) : compare(value, value) !== null;
}

function distinct(run: Run, values: unknown[]): number {
  return values.filter((value, index) => values.findIndex((other) => same(other, value, run)) === index).length;
}
