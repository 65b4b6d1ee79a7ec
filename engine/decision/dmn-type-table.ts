import { any, builtInType, type FeelType } from '../expression/types/feel-type.ts';
import type { DmnNode } from './read-dmn.ts';

const deepest = 10;
/** Nodes of one type written out. */
const largest = 2_000;

/** The item definitions of a file as types of FEEL, and those of the files it imports (`Model B.tCustomer`). */
export class DmnTypes {
  private readonly definitions: Map<string, DmnNode>;
  private readonly imports: Map<string, DmnTypes>;
  private readonly known = new Map<string, FeelType>();
  private nodes = 0;

  constructor({ itemDefinition }: DmnNode, imports: Map<string, DmnTypes>) {
    this.definitions = new Map((itemDefinition ?? []).flatMap((node) => (node.name === undefined ? [] : [[node.name, node] as const])));
    this.imports = imports;
  }

  /** All types by name, as expressions may name them. */
  all(): [string, FeelType][] {
    const own = [...this.definitions.keys()].map((name): [string, FeelType] => [name, this.typeOf(name) ?? any]);
    const imported = [...this.imports].flatMap(([prefix, types]) =>
      types.all().map(([name, type]): [string, FeelType] => [`${prefix}.${name}`, type]),
    );
    return [...own, ...imported];
  }

  /** Undefined: nothing is declared, or a type nobody knows. */
  typeOf(reference: string | undefined): FeelType | undefined {
    if (reference === undefined) return undefined;
    const known = this.known.get(reference);
    if (known) return known;
    this.nodes = 0;
    const type = this.resolve(reference, 0);
    if (type) this.known.set(reference, type);
    return type;
  }

  private resolve(reference: string, depth: number): FeelType | undefined {
    if (depth > deepest || this.nodes++ > largest) return any;
    const definition = this.definitions.get(reference);
    if (definition) return this.ofDefinition(definition, depth);
    const dot = reference.indexOf('.');
    const imported = dot < 0 ? undefined : this.imports.get(reference.slice(0, dot));
    return imported?.typeOf(reference.slice(dot + 1)) ?? builtInType(reference.replace(/^feel[:.]/, ''));
  }

  private ofDefinition(node: DmnNode, depth: number): FeelType | undefined {
    const base = this.base(node, depth);
    if (base === undefined) return undefined;
    const one = constrained(base, node.allowedValues?.text, node.name);
    const whole: FeelType = node.isCollection === true ? { kind: 'list', of: one } : one;
    return constrained(whole, node.typeConstraint?.text, node.name);
  }

  private base(node: DmnNode, depth: number): FeelType | undefined {
    if (node.functionItem) {
      const { parameters = [], outputTypeRef } = node.functionItem;
      const typed = (reference: string | undefined) => (reference === undefined ? undefined : this.resolve(reference, depth + 1)) ?? any;
      return { kind: 'function', parameters: parameters.map(({ typeRef }) => typed(typeRef)), result: typed(outputTypeRef) };
    }
    const components = node.itemComponent ?? [];
    if (components.length === 0) return node.typeRef === undefined ? undefined : this.resolve(node.typeRef, depth + 1);
    const entries = components.flatMap((component): [string, FeelType][] => {
      this.nodes++;
      return component.name === undefined ? [] : [[component.name, this.ofDefinition(component, depth + 1) ?? any]];
    });
    return { kind: 'context', entries };
  }
}

function constrained(of: FeelType, tests: string | undefined, name: string | undefined): FeelType {
  return tests === undefined || tests.trim() === '' ? of : { kind: 'allowed', of, tests, ...(name === undefined ? {} : { name }) };
}
