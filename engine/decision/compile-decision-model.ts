import type { DecisionModel, Json } from '../contract/index.ts';
import { checkExpression } from '../expression/check-expression.ts';
import { compileTable } from './compile-table.ts';
import type { CompiledDecision, DecisionGraph } from './decision-model.ts';
import { type DmnNode, readDmn } from './read-dmn.ts';

export type DecisionCompilation = { ok: true; model: DecisionModel } | { ok: false; problems: DecisionProblem[] };

export interface DecisionProblem {
  message: string;
  /** Id of the decision, table, rule or cell. */
  element?: string;
}

/** Reads a DMN file. Every problem found is listed, not only the first. */
export async function compileDecisionModel(xml: string): Promise<DecisionCompilation> {
  const reading = await readDmn(xml);
  if (!reading.ok) return reading;
  const { definitions } = reading;
  const problems: DecisionProblem[] = [];
  const nodes = (definitions.drgElement ?? []).filter((node) => node.$type === 'dmn:Decision');
  if (nodes.length === 0) problems.push({ message: 'The file holds no decision.', element: definitions.id });
  const decisions = nodes.flatMap((node) => compileDecision(node, problems));
  problems.push(...graphProblems(decisions));
  if (problems.length > 0) return { ok: false, problems };
  const inputs = (definitions.drgElement ?? []).flatMap(({ $type, name, variable }) => {
    const known = $type === 'dmn:InputData' && variable?.typeRef !== undefined ? (variable.name ?? name) : undefined;
    return known === undefined || variable?.typeRef === undefined ? [] : [{ name: known, typeRef: variable.typeRef }];
  });
  const graph: DecisionGraph = { inputs, decisions };
  return {
    ok: true,
    model: {
      id: definitions.id ?? decisions[0]?.id ?? 'decisions',
      name: definitions.name,
      decisions: decisions.map(({ id }) => id),
      model: graph as unknown as Json,
    },
  };
}

function compileDecision(node: DmnNode, problems: DecisionProblem[]): CompiledDecision[] {
  const { id } = node;
  if (id === undefined) {
    problems.push({ message: `The decision "${node.name ?? ''}" has no id.` });
    return [];
  }
  const logic = compileLogic(node, problems);
  if (!logic) return [];
  const requires = (node.informationRequirement ?? []).flatMap(({ requiredDecision }) => {
    const href = requiredDecision?.href;
    return href === undefined ? [] : [href.slice(href.indexOf('#') + 1)];
  });
  const name = node.name ?? id;
  return [{ id, name, variable: node.variable?.name ?? name, typeRef: node.variable?.typeRef, requires, logic }];
}

function compileLogic(node: DmnNode, problems: DecisionProblem[]): CompiledDecision['logic'] | null {
  const { decisionLogic: logic } = node;
  switch (logic?.$type) {
    case 'dmn:DecisionTable':
      return compileTable(logic, node, problems);
    case 'dmn:LiteralExpression':
      return literal(logic, `decision "${node.name ?? node.id}"`, problems);
    case 'dmn:Context': {
      const entries = (logic.contextEntry ?? []).map((entry) => {
        const text =
          entry.value?.$type === 'dmn:LiteralExpression'
            ? literal(entry.value, `entry "${entry.variable?.name ?? 'result'}"`, problems).text
            : '';
        if (entry.value?.$type !== 'dmn:LiteralExpression')
          problems.push({ message: 'Entries of a context must be expressions.', element: entry.id ?? node.id });
        return { name: entry.variable?.name, text };
      });
      return { kind: 'context', entries };
    }
    default:
      problems.push({
        message: `The decision "${node.name ?? node.id}" is a ${logic ? logic.$type.slice(4) : 'decision without logic'}: use a decision table, an expression or a context.`,
        element: node.id,
      });
      return null;
  }
}

function literal(node: DmnNode, where: string, problems: DecisionProblem[]): { kind: 'literal'; text: string } {
  const text = node.text ?? '';
  const check = checkExpression(text);
  if (!check.ok) problems.push({ message: `In the ${where}: ${check.message}`, element: node.id });
  return { kind: 'literal', text };
}

/** Required decisions exist and do not require each other in a circle. */
function graphProblems(decisions: CompiledDecision[]): DecisionProblem[] {
  const byId = new Map(decisions.map((decision) => [decision.id, decision]));
  const problems: DecisionProblem[] = [];
  if (byId.size !== decisions.length) problems.push({ message: 'Two decisions have the same id.' });
  const done = new Set<string>();
  const visit = (decision: CompiledDecision, path: Set<string>): void => {
    if (done.has(decision.id)) return;
    if (path.has(decision.id)) {
      problems.push({ message: `The decision "${decision.name}" requires itself, by way of others.`, element: decision.id });
      return;
    }
    path.add(decision.id);
    for (const id of decision.requires) {
      const required = byId.get(id);
      if (required) visit(required, path);
      else problems.push({ message: `The decision "${decision.name}" requires "${id}", which is not in the file.`, element: decision.id });
    }
    path.delete(decision.id);
    done.add(decision.id);
  };
  for (const decision of decisions) visit(decision, new Set());
  return problems;
}
