import type { Compilation } from './compilation.ts';
import { compileTable } from './compile-table.ts';
import type { ContextLogic, FunctionLogic, InvocationLogic, LiteralLogic, Logic } from './decision-model.ts';
import type { DmnNode } from './read-dmn.ts';

const deepest = 40;

/** An expression of DMN, boxed or not. `where` names it in messages: `Decision "Fee"`. Null (and a problem) when it cannot be used. */
export function compileLogic(node: DmnNode | undefined, where: string, owner: DmnNode, compilation: Compilation, depth = 0): Logic | null {
  if (depth > deepest) {
    compilation.problem(`${where} is nested too deep.`, owner.id);
    return null;
  }
  const logic = untyped(node, where, owner, compilation, depth);
  const type = node?.$type === 'dmn:DecisionTable' ? undefined : compilation.typeOf(node?.typeRef);
  return logic && type ? { ...logic, type } : logic;
}

function untyped(node: DmnNode | undefined, where: string, owner: DmnNode, compilation: Compilation, depth: number): Logic | null {
  const inner = (child: DmnNode | undefined, place = where) => compileLogic(child, place, owner, compilation, depth + 1) ?? nothing;
  switch (node?.$type) {
    case 'dmn:DecisionTable':
      return compileTable(node, owner, compilation);
    case 'dmn:LiteralExpression':
      return literal(node, where, owner, compilation);
    case 'dmn:Context':
      return context(node, where, inner, compilation);
    case 'dmn:List':
      return { kind: 'list', items: (node.elements ?? []).map((item) => inner(item)) };
    case 'dmn:Relation':
      return { kind: 'list', items: (node.row ?? []).map((row) => relationRow(node.column ?? [], row, inner, compilation)) };
    case 'dmn:Invocation':
      return invocation(node, where, inner, compilation);
    case 'dmn:FunctionDefinition':
      return compileFunction(node, where, owner, compilation, depth);
    case 'dmn:For':
      return { kind: 'for', variable: node.iteratorVariable ?? '', source: inner(node.in?.value), body: inner(node.return?.value) };
    case 'dmn:Some':
    case 'dmn:Every': {
      const kind = node.$type === 'dmn:Some' ? 'some' : 'every';
      return { kind, variable: node.iteratorVariable ?? '', source: inner(node.in?.value), body: inner(node.satisfies?.value) };
    }
    case 'dmn:Filter':
      return { kind: 'filter', source: inner(node.in?.value), condition: inner(node.match?.value) };
    case 'dmn:Conditional':
      return { kind: 'conditional', condition: inner(node.if?.value), yes: inner(node.then?.value), no: inner(node.else?.value) };
    default:
      compilation.problem(
        `${where} ${node ? `holds a ${node.$type.replace('dmn:', '')}, which is not supported` : 'has no logic'}.`,
        owner.id,
      );
      return null;
  }
}

type Inner = (child: DmnNode | undefined, place?: string) => Logic;

const nothing: LiteralLogic = { kind: 'literal', text: 'null' };

function literal(node: DmnNode, where: string, owner: DmnNode, compilation: Compilation): LiteralLogic {
  const text = node.text ?? '';
  const check = compilation.checkExpression(text);
  if (!check.ok) compilation.problem(`${where}: ${check.message}`, node.id ?? owner.id);
  return { kind: 'literal', text };
}

function context(node: DmnNode, where: string, inner: Inner, compilation: Compilation): ContextLogic {
  const entries = (node.contextEntry ?? []).map(({ variable, value }) => ({
    name: variable?.name,
    type: compilation.typeOf(variable?.typeRef),
    logic: inner(value, `${where}, entry "${variable?.name ?? 'result'}"`),
  }));
  return { kind: 'context', entries };
}

function relationRow(columns: DmnNode[], row: DmnNode, inner: Inner, compilation: Compilation): ContextLogic {
  const cells = row.elements ?? [];
  return {
    kind: 'context',
    entries: columns.map((column, index) => ({
      name: column.name ?? `column ${index + 1}`,
      type: compilation.typeOf(column.typeRef),
      logic: inner(cells[index]),
    })),
  };
}

function invocation(node: DmnNode, where: string, inner: Inner, compilation: Compilation): InvocationLogic {
  const called = node.calledFunction?.text ?? '';
  const check = compilation.checkExpression(called);
  if (!check.ok) compilation.problem(`${where}: the function called is not understood: ${check.message}`, node.id);
  const bindings = (node.binding ?? []).map(({ parameter, bindingFormula }) => ({
    name: parameter?.name ?? '',
    logic: inner(bindingFormula, `${where}, parameter "${parameter?.name ?? ''}"`),
  }));
  return { kind: 'invocation', called, bindings };
}

export function compileFunction(node: DmnNode, where: string, owner: DmnNode, compilation: Compilation, depth = 0): FunctionLogic | null {
  if (node.kind !== undefined && node.kind !== 'FEEL') {
    compilation.problem(`${where} is written in ${node.kind}; only FEEL runs here.`, owner.id);
    return null;
  }
  const parameters = (node.formalParameter ?? []).map(({ name = '', typeRef }) => ({ name, type: compilation.typeOf(typeRef) }));
  const body = compileLogic(node.body, where, owner, compilation, depth + 1);
  return body ? { kind: 'function', parameters, body } : null;
}
