import { builtInNames } from './builtins/index.ts';
import { type Ast, childrenOf } from './syntax/ast.ts';
import type { NameHints } from './syntax/names.ts';
import { parse, type Root } from './syntax/parse.ts';
import { normalName } from './values/context.ts';

export type ExpressionCheck = { ok: true; names: string[] } | { ok: false; message: string; offset: number };

/** What the scope will have, where the check has to know: functions to call, names that FEEL would read as something else. */
export interface KnownNames {
  functions?: ReadonlySet<string>;
  names?: NameHints;
}

/** Is it FEEL, and which names does it take from its scope (`lead` of `lead.phone`)? Never throws. */
export function checkExpression(text: string, known: KnownNames = {}): ExpressionCheck {
  return check(text, 'Expression', known);
}

/** The same for a cell of a decision table. */
export function checkUnaryTest(text: string, known: KnownNames = {}): ExpressionCheck {
  if (text.trim() === '' || text.trim() === '-') return { ok: true, names: [] };
  return check(text, 'UnaryTests', known);
}

function check(text: string, root: Root, known: KnownNames): ExpressionCheck {
  const parsed = parse(text, root, known.names ?? null);
  if (!parsed.ok) return { ok: false, message: parsed.message, offset: parsed.offset };
  const free = new FreeNames();
  free.visit(parsed.ast, new Set(root === 'UnaryTests' ? ['?'] : []));
  const unknown = free.calls.find(({ name }) => !known.functions?.has(name));
  if (unknown) return { ok: false, message: `There is no function "${unknown.name}".`, offset: unknown.at };
  return { ok: true, names: [...free.names] };
}

/** The names an expression takes from its scope, and the functions it calls that FEEL does not have. */
class FreeNames {
  readonly names = new Set<string>();
  readonly calls: { name: string; at: number }[] = [];

  visit(node: Ast, bound: Set<string>): void {
    switch (node.kind) {
      case 'name':
        this.note(node.name, bound);
        return;
      case 'call':
      case 'callByName': {
        const { target } = node;
        const args = node.kind === 'call' ? node.arguments : node.arguments.map(({ value }) => value);
        if (target.kind === 'name') this.called(target.name, target.at, bound);
        else this.visit(target, bound);
        for (const each of args) this.visit(each, bound);
        return;
      }
      case 'for':
      case 'some':
      case 'every': {
        const inner = new Set([...bound, 'partial']);
        for (const { name, source } of node.iterators) {
          this.visit(source, inner);
          inner.add(normalName(name));
        }
        this.visit(node.body, inner);
        return;
      }
      case 'filter':
        this.visit(node.target, bound);
        this.visit(node.condition, new Set([...bound, 'item']));
        return;
      case 'function':
        this.visit(node.body, new Set([...bound, ...node.parameters.map(({ name }) => normalName(name))]));
        return;
      case 'in': {
        this.visit(node.value, bound);
        for (const test of node.tests) this.visit(test, new Set([...bound, '?']));
        return;
      }
      case 'context': {
        const inner = new Set(bound);
        for (const { name, value } of node.entries) {
          this.visit(value, inner);
          inner.add(normalName(name));
        }
        return;
      }
      default:
        for (const child of childrenOf(node)) this.visit(child, bound);
    }
  }

  private note(name: string, bound: Set<string>): void {
    if (!bound.has(normalName(name))) this.names.add(name);
  }

  private called(name: string, at: number, bound: Set<string>): void {
    if (bound.has(normalName(name)) || builtInNames.has(name)) return;
    this.calls.push({ name, at });
    this.names.add(name);
  }
}
