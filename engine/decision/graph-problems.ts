import type { DecisionProblem } from './compile-decision-model.ts';
import type { CompiledDecision, DecisionGraph } from './decision-model.ts';

/** What decisions, knowledge models and services require exists, and no decision requires itself by way of others. */
export function graphProblems(graph: DecisionGraph): DecisionProblem[] {
  const elements = new Map([...graph.inputs, ...graph.decisions, ...graph.functions, ...graph.services].map((each) => [each.key, each]));
  const decisions = new Map(graph.decisions.map((decision) => [decision.key, decision]));
  const problems: DecisionProblem[] = [];
  if (decisions.size !== graph.decisions.length) problems.push({ message: 'Two decisions have the same id.' });
  const missing = (what: string, element: string, key: string) =>
    problems.push({ message: `${what} requires "${key}", which is not in the file.`, element });
  for (const service of graph.services) {
    for (const key of [...service.outputs, ...service.inputDecisions, ...service.inputData]) {
      if (!elements.has(key)) missing(`The decision service "${service.name}"`, service.key, key);
    }
  }
  for (const { name, key, needs } of graph.decisions) {
    for (const need of needs) if (!elements.has(need.key)) missing(`The decision "${name}"`, key, need.key);
  }
  // A decision without logic has its value given: as input of a service. One that another needs outside of a service has none.
  const given = new Set(graph.services.flatMap(({ inputDecisions }) => inputDecisions));
  for (const { name, key, needs } of graph.decisions) {
    for (const need of needs) {
      const required = decisions.get(need.key);
      if (required?.logic !== null || given.has(need.key)) continue;
      problems.push({ message: `The decision "${name}" requires "${required.name}", which has no logic.`, element: key });
    }
  }
  const done = new Set<string>();
  const visit = (decision: CompiledDecision, path: Set<string>): void => {
    if (done.has(decision.key)) return;
    if (path.has(decision.key)) {
      problems.push({ message: `The decision "${decision.name}" requires itself, by way of others.`, element: decision.key });
      return;
    }
    path.add(decision.key);
    for (const { key } of decision.needs) {
      const required = decisions.get(key);
      if (required) visit(required, path);
    }
    path.delete(decision.key);
    done.add(decision.key);
  };
  for (const decision of graph.decisions) visit(decision, new Set());
  return problems;
}
