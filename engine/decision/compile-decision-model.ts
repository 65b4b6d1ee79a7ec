import type { DecisionModel, Json } from '../contract/index.ts';
import { Compilation } from './compilation.ts';
import { compileFunction, compileLogic } from './compile-logic.ts';
import type { CompiledDecision, CompiledFunction, DecisionGraph } from './decision-model.ts';
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
  const compilation = new Compilation(definitions);
  const nodes = definitions.drgElement ?? [];
  const ofType = (type: string) => nodes.filter((node) => node.$type === type);
  if (ofType('dmn:Decision').length === 0) compilation.problem('The file holds no decision.', definitions.id);
  const graph: DecisionGraph = {
    inputs: ofType('dmn:InputData').flatMap((node) => compileInput(node, compilation)),
    decisions: ofType('dmn:Decision').flatMap((node) => compileDecision(node, compilation)),
    functions: ofType('dmn:BusinessKnowledgeModel').flatMap((node) => compileKnowledge(node, compilation)),
  };
  const problems = [...compilation.problems, ...graphProblems(graph.decisions)];
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    model: {
      id: definitions.id ?? graph.decisions[0]?.id ?? 'decisions',
      name: definitions.name,
      decisions: graph.decisions.map(({ id }) => id),
      model: graph as unknown as Json,
    },
  };
}

function compileInput({ name, variable }: DmnNode, compilation: Compilation): DecisionGraph['inputs'] {
  const known = variable?.name ?? name;
  const type = compilation.typeOf(variable?.typeRef);
  return known === undefined || type === undefined ? [] : [{ name: known, type }];
}

function compileDecision(node: DmnNode, compilation: Compilation): CompiledDecision[] {
  const { id, variable } = node;
  if (id === undefined) {
    compilation.problem(`The decision "${node.name ?? ''}" has no id.`, undefined);
    return [];
  }
  const name = node.name ?? id;
  const logic = compileLogic(node.decisionLogic, `Decision "${name}"`, node, compilation);
  if (!logic) return [];
  const requires = (node.informationRequirement ?? []).flatMap(({ requiredDecision }) => {
    const href = requiredDecision?.href;
    return href === undefined ? [] : [href.slice(href.indexOf('#') + 1)];
  });
  return [{ id, name, variable: variable?.name ?? name, type: compilation.typeOf(variable?.typeRef), requires, logic }];
}

function compileKnowledge(node: DmnNode, compilation: Compilation): CompiledFunction[] {
  const name = node.variable?.name ?? node.name ?? node.id ?? '';
  if (!node.encapsulatedLogic) {
    compilation.problem(`The knowledge model "${name}" has no logic.`, node.id);
    return [];
  }
  const logic = compileFunction(node.encapsulatedLogic, `Knowledge model "${name}"`, node, compilation);
  return logic ? [{ id: node.id ?? name, name, logic }] : [];
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
