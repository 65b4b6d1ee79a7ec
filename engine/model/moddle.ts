import type { Mapping, Trigger } from '../contract/process.ts';
import type { Params } from './findings.ts';

/** An element as bpmn-moddle reads it. Only `engine/model` and the `compile` of elements and triggers see it. */
export interface ModdleNode {
  readonly $type: string;
  readonly $parent?: ModdleNode;
  /** Attributes of other vendors, by their qualified name. */
  readonly $attrs: { [name: string]: string };
  $instanceOf?(type: string): boolean;
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  id?: string;
  name?: string;
}

/** What `compile` of an element or trigger may ask of its surroundings. Faults are put down, never thrown. */
export interface CompileScope {
  /** A fault that stops publishing. `rule` is a key of `findings/en.json`; `{element}` in its text is filled in. */
  problem(rule: string, params?: Params): void;
  warning(rule: string, params?: Params): void;
  /** Drops a leading `=` and checks the FEEL. `place` says in words where it stands: `condition`, `assignee`. */
  feel(text: string | undefined, place: string): string | undefined;
  /** Plain text, or FEEL with a leading `=` which is kept. */
  textOrFeel(text: string | undefined, place: string): string | undefined;
  /** `source`/`target` pairs; incomplete ones are problems. */
  mappings(nodes: ModdleNode[], place: string): Mapping[];
  /** Milliseconds of an ISO 8601 duration; `fallback` when absent or broken (broken is a problem). */
  duration(text: string | undefined, place: string, fallback: number): number;
  /** Compiles an event definition that stands elsewhere than in an event: the message of a send or receive task. */
  trigger(bpmnType: string, node: ModdleNode): Trigger | undefined;
}

/** Trimmed text of an attribute or of an element with a body; absent when empty. */
export function text(node: ModdleNode | undefined, property: string): string | undefined {
  const value = node?.get(property);
  const raw = isNode(value) ? value.get('body') : value;
  const trimmed = typeof raw === 'string' ? raw.trim() : typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : '';
  return trimmed === '' ? undefined : trimmed;
}

export function flag(node: ModdleNode | undefined, property: string, otherwise = false): boolean {
  const value = node?.get(property);
  return typeof value === 'boolean' ? value : otherwise;
}

export function whole(node: ModdleNode | undefined, property: string): number | undefined {
  const value = node?.get(property);
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

export function child(node: ModdleNode | undefined, property: string): ModdleNode | undefined {
  const value = node?.get(property);
  return isNode(value) ? value : undefined;
}

export function children(node: ModdleNode | undefined, property: string): ModdleNode[] {
  const value = node?.get(property);
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** First extension element of this type, `perennial:Job`. */
export function extension(node: ModdleNode | undefined, type: string): ModdleNode | undefined {
  return children(child(node, 'extensionElements'), 'values').find((value) => value.$type === type);
}

export function isNode(value: unknown): value is ModdleNode {
  return typeof value === 'object' && value !== null && typeof (value as { $type?: unknown }).$type === 'string';
}

export function isA(node: ModdleNode, type: string): boolean {
  return node.$type === type || (node.$instanceOf?.(type) ?? false);
}
