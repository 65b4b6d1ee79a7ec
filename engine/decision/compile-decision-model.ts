import type { DecisionModel, Json } from '../contract/index.ts';
import { Compilation } from './compilation.ts';
import { compileGraph, type SourceFile } from './compile-graph.ts';
import type { DecisionGraph } from './decision-model.ts';
import { graphProblems } from './graph-problems.ts';
import { type DmnNode, readDmn } from './read-dmn.ts';

export type DecisionCompilation = { ok: true; model: DecisionModel } | { ok: false; problems: DecisionProblem[] };

export interface DecisionProblem {
  message: string;
  /** Id of the decision, table, rule or cell. */
  element?: string;
}

const deepestImport = 10;

/**
 * Reads a DMN file. `others`: files it may import, found by their namespaces; they are read when they are needed. Every problem found is
 * listed, not only the first.
 */
export async function compileDecisionModel(xml: string, others: string[] = []): Promise<DecisionCompilation> {
  const reading = await readDmn(xml);
  if (!reading.ok) return reading;
  const problems: DecisionProblem[] = [];
  const file = await sourceFile(reading.definitions, new Shelf(others), problems, []);
  const graph = compileGraph(file);
  const { definitions, compilation } = file;
  const own = graph.decisions.filter(({ key }) => !key.includes('#'));
  if (own.every(({ logic }) => logic === null)) {
    const [first] = own;
    compilation.problem(first ? `Decision "${first.name}" has no logic.` : 'The file holds no decision.', first?.key ?? definitions.id);
  }
  problems.push(...compilation.problems, ...graphProblems(graph));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, model: modelOf(definitions, graph) };
}

function modelOf(definitions: DmnNode, graph: DecisionGraph): DecisionModel {
  const callable = [...graph.decisions.filter(({ logic }) => logic !== null), ...graph.services];
  const own = callable.map(({ key }) => key).filter((key) => !key.includes('#'));
  return {
    id: definitions.id ?? own[0] ?? 'decisions',
    name: definitions.name,
    decisions: own,
    model: graph as unknown as Json,
  };
}

/** The other files, read once each. */
class Shelf {
  private readonly files: string[];
  private readonly read = new Map<number, DmnNode | null>();

  constructor(files: string[]) {
    this.files = files;
  }

  async withNamespace(namespace: string): Promise<DmnNode | undefined> {
    for (const [index, text] of this.files.entries()) {
      if (!text.includes(namespace)) continue;
      let definitions = this.read.get(index);
      if (definitions === undefined) {
        const reading = await readDmn(text);
        definitions = reading.ok ? reading.definitions : null;
        this.read.set(index, definitions);
      }
      if (definitions?.namespace === namespace) return definitions;
    }
    return undefined;
  }
}

async function sourceFile(definitions: DmnNode, shelf: Shelf, problems: DecisionProblem[], path: string[]): Promise<SourceFile> {
  const imports = new Map<string, SourceFile>();
  for (const { name = '', namespace = '' } of definitions.import ?? []) {
    const imported = await shelf.withNamespace(namespace);
    if (!imported)
      problems.push({
        message: `The import "${name}" needs a file with the namespace "${namespace}", which is not there.`,
        element: definitions.id,
      });
    else if (path.includes(namespace) || path.length >= deepestImport) {
      problems.push({ message: `The import "${name}" leads back to this file.`, element: definitions.id });
    } else imports.set(name, await sourceFile(imported, shelf, problems, [...path, definitions.namespace ?? '']));
  }
  const compilation = new Compilation(definitions, new Map([...imports].map(([name, file]) => [name, file.compilation])));
  return { definitions, compilation, imports };
}
