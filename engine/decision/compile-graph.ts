import type { NameHints } from '../expression/syntax/names.ts';
import type { Compilation } from './compilation.ts';
import { compileFunction, compileLogic } from './compile-logic.ts';
import type { CompiledDecision, CompiledFunction, CompiledInput, CompiledService, DecisionGraph, Need } from './decision-model.ts';
import type { DmnNode } from './read-dmn.ts';

export interface SourceFile {
  definitions: DmnNode;
  compilation: Compilation;
  /** By the name this file gives them. */
  imports: Map<string, SourceFile>;
}

/** All elements of a file and of those it imports, as one graph. */
export function compileGraph(file: SourceFile): DecisionGraph {
  const graph: DecisionGraph = {
    types: file.compilation.types.all(),
    hints: hintsOf(file),
    inputs: [],
    decisions: [],
    functions: [],
    services: [],
  };
  new FileReader(file, graph, new Set(), false).read();
  return graph;
}

/** Expressions of imported files are read with their own names. */
function hintsOf({ compilation, imports }: SourceFile): NameHints {
  return Object.assign({}, ...[...imports.values()].map(hintsOf), compilation.hints) as NameHints;
}

class FileReader {
  private readonly file: SourceFile;
  private readonly graph: DecisionGraph;
  private readonly done: Set<string>;
  private readonly imported: boolean;

  constructor(file: SourceFile, graph: DecisionGraph, done: Set<string>, imported: boolean) {
    this.file = file;
    this.graph = graph;
    this.done = done;
    this.imported = imported;
  }

  read(): void {
    const { definitions, imports } = this.file;
    if (this.done.has(definitions.namespace ?? '')) return;
    this.done.add(definitions.namespace ?? '');
    const nodes = definitions.drgElement ?? [];
    const ofType = (type: string) => nodes.filter((node) => node.$type === type);
    this.graph.services.push(...ofType('dmn:DecisionService').flatMap((node) => this.service(node)));
    this.graph.inputs.push(...ofType('dmn:InputData').flatMap((node) => this.input(node)));
    this.graph.functions.push(...ofType('dmn:BusinessKnowledgeModel').flatMap((node) => this.knowledge(node)));
    this.graph.decisions.push(...ofType('dmn:Decision').flatMap((node) => this.decision(node)));
    for (const imported of imports.values()) {
      new FileReader(imported, this.graph, this.done, true).read();
      this.file.compilation.problems.push(...imported.compilation.problems);
    }
  }

  /** `#id` of this file, `namespace#id` of an imported one. */
  private need(href: string | undefined): Need[] {
    if (href === undefined) return [];
    const at = href.indexOf('#');
    const [namespace, id] = [href.slice(0, Math.max(0, at)), href.slice(at + 1)];
    if (namespace === '' || namespace === this.file.definitions.namespace) return [{ key: this.keyOf(id) }];
    const under = [...this.file.imports].find(([, { definitions }]) => definitions.namespace === namespace)?.[0];
    return [{ key: `${namespace}#${id}`, ...(under === undefined ? {} : { under }) }];
  }

  private keyOf(id: string): string {
    return this.imported ? `${this.file.definitions.namespace}#${id}` : id;
  }

  private needs(node: DmnNode): Need[] {
    const information = (node.informationRequirement ?? []).map(({ requiredDecision, requiredInput }) => requiredDecision ?? requiredInput);
    const knowledge = (node.knowledgeRequirement ?? []).map(({ requiredKnowledge }) => requiredKnowledge);
    return [...information, ...knowledge].flatMap((required) => this.need(required?.href));
  }

  private keys(references: DmnNode[] | undefined): string[] {
    return (references ?? []).flatMap(({ href }) => this.need(href)).map(({ key }) => key);
  }

  private input({ id, name, variable }: DmnNode): CompiledInput[] {
    const known = variable?.name ?? name;
    if (known === undefined) return [];
    const { imported, file } = this;
    return [
      { key: this.keyOf(id ?? known), name: name ?? known, variable: known, type: file.compilation.typeOf(variable?.typeRef), imported },
    ];
  }

  private decision(node: DmnNode): CompiledDecision[] {
    const { id, variable } = node;
    const { compilation } = this.file;
    if (id === undefined) {
      compilation.problem(`The decision "${node.name ?? ''}" has no id.`, undefined);
      return [];
    }
    const name = node.name ?? id;
    const key = this.keyOf(id);
    const bare = node.decisionLogic === undefined;
    const logic = bare ? null : compileLogic(node.decisionLogic, `Decision "${name}"`, node, compilation);
    if (!logic && !bare) return [];
    return [{ key, name, variable: variable?.name ?? name, type: compilation.typeOf(variable?.typeRef), needs: this.needs(node), logic }];
  }

  private knowledge(node: DmnNode): CompiledFunction[] {
    const { compilation } = this.file;
    const name = node.variable?.name ?? node.name ?? node.id ?? '';
    if (!node.encapsulatedLogic) {
      compilation.problem(`The knowledge model "${name}" has no logic.`, node.id);
      return [];
    }
    const logic = compileFunction(node.encapsulatedLogic, `Knowledge model "${name}"`, node, compilation);
    return logic ? [{ key: this.keyOf(node.id ?? name), name, variable: name, needs: this.needs(node), logic }] : [];
  }

  private service(node: DmnNode): CompiledService[] {
    const name = node.name ?? node.id ?? '';
    return [
      {
        key: this.keyOf(node.id ?? name),
        name,
        variable: node.variable?.name ?? name,
        type: this.file.compilation.typeOf(node.variable?.typeRef),
        outputs: this.keys(node.outputDecision),
        inputDecisions: this.keys(node.inputDecision),
        inputData: this.keys(node.inputData),
      },
    ];
  }
}
