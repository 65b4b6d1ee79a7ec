import type { UnaryOperator } from '../values/feel-range.ts';
import type { Operation } from '../values/number.ts';

/**
 * An expression as this room knows it. No other file knows the parser; whatever gives these nodes can take its place. `at`: characters
 * from the start of the text.
 */
export type Ast = { at: number } & (
  | { kind: 'literal'; value: unknown }
  | { kind: 'name'; name: string }
  /** `@"2026-01-01"`; a text that is no point in time is null. */
  | { kind: 'at'; text: string }
  | { kind: 'negate'; operand: Ast }
  | { kind: 'arithmetic'; operator: Operation; left: Ast; right: Ast }
  | { kind: 'compare'; operator: CompareOperator; left: Ast; right: Ast }
  | { kind: 'between'; value: Ast; low: Ast; high: Ast }
  /** One of the tests holds. */
  | { kind: 'in'; value: Ast; tests: Ast[] }
  | { kind: 'and' | 'or'; left: Ast; right: Ast }
  | { kind: 'if'; condition: Ast; yes: Ast; no: Ast }
  | { kind: 'for'; iterators: Iterator[]; body: Ast }
  | { kind: 'some' | 'every'; iterators: Iterator[]; body: Ast }
  /** `from..to` of a loop. */
  | { kind: 'steps'; from: Ast; to: Ast }
  | { kind: 'function'; parameters: AstParameter[]; body: Ast; external: boolean }
  | { kind: 'list'; items: Ast[] }
  | { kind: 'context'; entries: { name: string; value: Ast }[] }
  | { kind: 'path'; target: Ast; name: string }
  | { kind: 'filter'; target: Ast; condition: Ast }
  | { kind: 'call'; target: Ast; arguments: Ast[] }
  | { kind: 'callByName'; target: Ast; arguments: { name: string; value: Ast }[] }
  | { kind: 'instanceOf'; value: Ast; type: AstType }
  | { kind: 'interval'; low: Ast; high: Ast; lowIncluded: boolean; highIncluded: boolean }
  /** `< 5`, as a value a range. */
  | { kind: 'unary'; operator: UnaryOperator; operand: Ast }
  /** A cell of a decision table: one of the tests holds of `?`, or none when negated. No tests: always true. */
  | { kind: 'cell'; tests: Ast[]; negated: boolean }
);

export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export interface Iterator {
  name: string;
  source: Ast;
  at: number;
}

export interface AstParameter {
  name: string;
  type?: AstType;
}

/** A type as it is written; names are looked up when it is compiled. */
export type AstType =
  | { kind: 'named'; name: string; at: number }
  | { kind: 'list' | 'range'; of: AstType }
  | { kind: 'context'; entries: [name: string, type: AstType][] }
  | { kind: 'function'; parameters: AstType[]; result: AstType };

/** The parts of a node, for walks through a tree. */
export function childrenOf(node: Ast): Ast[] {
  switch (node.kind) {
    case 'literal':
    case 'name':
    case 'at':
      return [];
    case 'negate':
    case 'unary':
      return [node.operand];
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return [node.left, node.right];
    case 'between':
      return [node.value, node.low, node.high];
    case 'in':
      return [node.value, ...node.tests];
    case 'if':
      return [node.condition, node.yes, node.no];
    case 'for':
    case 'some':
    case 'every':
      return [...node.iterators.map(({ source }) => source), node.body];
    case 'steps':
      return [node.from, node.to];
    case 'function':
      return [node.body];
    case 'list':
      return node.items;
    case 'context':
      return node.entries.map(({ value }) => value);
    case 'path':
      return [node.target];
    case 'filter':
      return [node.target, node.condition];
    case 'call':
      return [node.target, ...node.arguments];
    case 'callByName':
      return [node.target, ...node.arguments.map(({ value }) => value)];
    case 'instanceOf':
      return [node.value];
    case 'interval':
      return [node.low, node.high];
    case 'cell':
      return node.tests;
  }
}

/** Levels and nodes of a tree. */
export function sizeOf(node: Ast): { depth: number; nodes: number } {
  let [depth, nodes] = [0, 1];
  for (const child of childrenOf(node)) {
    const size = sizeOf(child);
    depth = Math.max(depth, size.depth);
    nodes += size.nodes;
  }
  return { depth: depth + 1, nodes };
}

/** Where an expression begins; operators stand behind their first operand. */
export function startOf(node: Ast): number {
  return childrenOf(node).reduce((first, child) => Math.min(first, startOf(child)), node.at);
}
