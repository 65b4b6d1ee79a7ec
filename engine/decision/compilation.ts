import { checkExpression, checkUnaryTest, type ExpressionCheck, type KnownNames } from '../expression/check-expression.ts';
import type { DecisionProblem } from './compile-decision-model.ts';
import type { ValueType } from './decision-model.ts';
import type { DmnNode } from './read-dmn.ts';

const typeDepth = 10;

/** What the compilation of one file shares: its problems, the names its expressions may use, its types. */
export class Compilation {
  readonly problems: DecisionProblem[] = [];
  private readonly known: KnownNames;
  private readonly types: Map<string, DmnNode>;

  constructor(definitions: DmnNode) {
    this.known = knownNames(definitions);
    this.types = new Map(
      (definitions.itemDefinition ?? []).flatMap((node) => (node.name === undefined ? [] : [[node.name, node] as const])),
    );
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

  typeOf(reference: string | undefined, depth = 0): ValueType | undefined {
    if (reference === undefined || depth > typeDepth) return undefined;
    const definition = this.types.get(reference);
    return definition ? this.typeOfDefinition(definition, depth) : reference.replace(/^feel[:.]/, '');
  }

  private typeOfDefinition(definition: DmnNode, depth: number): ValueType | undefined {
    const entries = (definition.itemComponent ?? []).flatMap((component): [string, ValueType][] => {
      const type = this.typeOfDefinition(component, depth + 1);
      return component.name === undefined || type === undefined ? [] : [[component.name, type]];
    });
    const single: ValueType | undefined = entries.length > 0 ? { entries } : this.typeOf(definition.typeRef, depth + 1);
    return definition.isCollection === true && single !== undefined ? { list: single } : single;
  }
}

/** Every name the file gives to something; calls of knowledge models, parameters and context entries may be calls of functions. */
function knownNames(definitions: DmnNode): KnownNames {
  const functions = new Set<string>();
  const names: NonNullable<KnownNames['names']> = {};
  const visit = (node: DmnNode, depth: number): void => {
    const name = node.variable?.name ?? node.name;
    if (name !== undefined) {
      functions.add(name);
      if (/[^\p{L}\p{N}_]/u.test(name) && name !== '__proto__') names[name] = true;
    }
    if (depth > 40) return;
    for (const child of childrenOf(node)) visit(child, depth + 1);
  };
  for (const node of definitions.drgElement ?? []) visit(node, 0);
  return { functions, names };
}

function childrenOf(node: DmnNode): DmnNode[] {
  const {
    decisionLogic,
    encapsulatedLogic,
    body,
    value,
    calledFunction,
    formalParameter,
    contextEntry,
    column,
    row,
    elements,
    binding,
    parameter,
    bindingFormula,
  } = node;
  const single = [decisionLogic, encapsulatedLogic, body, value, calledFunction, parameter, bindingFormula];
  const lists = [formalParameter, contextEntry, column, row, elements, binding];
  return [...single, ...lists.flatMap((list) => list ?? [])].filter((child) => child !== undefined);
}
