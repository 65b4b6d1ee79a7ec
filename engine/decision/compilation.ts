import { checkExpression, checkUnaryTest, type ExpressionCheck, type KnownNames } from '../expression/check-expression.ts';
import type { NameHints } from '../expression/syntax/names.ts';
import type { FeelType } from '../expression/types/feel-type.ts';
import { namesHints } from '../expression/types/type-hints.ts';
import type { DecisionProblem } from './compile-decision-model.ts';
import { DmnTypes } from './dmn-type-table.ts';
import type { DmnNode } from './read-dmn.ts';

/** What the compilation of one file shares: its problems, the names its expressions may use, its types. */
export class Compilation {
  readonly problems: DecisionProblem[] = [];
  readonly types: DmnTypes;
  private readonly functions = new Set<string>();
  /** Names of more than one word that every expression of the file sees: of its elements and imports. */
  readonly hints: NameHints;
  private readonly known: KnownNames;

  /** `imports`: compilations of the files it imports, by the name it gives them. */
  constructor(definitions: DmnNode, imports: Map<string, Compilation>) {
    this.types = new DmnTypes(definitions, new Map([...imports].map(([name, { types }]) => [name, types])));
    const elements = (definitions.drgElement ?? []).flatMap(({ name, variable }): [string, FeelType | undefined][] => {
      const known = variable?.name ?? name;
      return known === undefined ? [] : [[known, this.typeOf(variable?.typeRef)]];
    });
    this.hints = { ...namesHints(elements), ...Object.fromEntries([...imports].map(([name, { hints }]) => [name, hints])) };
    const inner: NameHints = {};
    for (const node of definitions.drgElement ?? []) this.visit(node, inner, 0);
    this.known = { functions: this.functions, names: { ...inner, ...this.hints } };
  }

  problem(message: string, element: string | undefined): void {
    this.problems.push({ message, element });
  }

  checkExpression(text: string): ExpressionCheck {
    return checkExpression(text, this.known);
  }

  checkUnaryTest(text: string): ExpressionCheck {
    return checkUnaryTest(text, this.known);
  }

  typeOf(reference: string | undefined): FeelType | undefined {
    return this.types.typeOf(reference);
  }

  /** Every name the file gives to something; knowledge models, parameters and context entries may be functions. */
  private visit(node: DmnNode, inner: NameHints, depth: number): void {
    const name = node.variable?.name ?? node.iteratorVariable ?? node.name;
    if (name !== undefined) {
      this.functions.add(name);
      Object.assign(inner, namesHints([[name, this.typeOf(node.variable?.typeRef ?? node.typeRef)]]));
    }
    if (depth > 40) return;
    for (const child of childrenOf(node)) this.visit(child, inner, depth + 1);
  }
}

function childrenOf(node: DmnNode): DmnNode[] {
  const single = [
    node.decisionLogic,
    node.encapsulatedLogic,
    node.body,
    node.value,
    node.calledFunction,
    node.parameter,
    node.bindingFormula,
    node.in,
    node.return,
    node.satisfies,
    node.match,
    node.if,
    node.then,
    node.else,
  ];
  const lists = [node.formalParameter, node.contextEntry, node.column, node.row, node.elements, node.binding];
  return [...single, ...lists.flatMap((list) => list ?? [])].filter((child) => child !== undefined);
}
