import { elements } from '../../engine/elements/index.ts';

const behaviourKinds = elements.map((element) => element.kind);

export function addCounts(maps: Map<string, number>[]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const map of maps) for (const [key, count] of map) sum.set(key, (sum.get(key) ?? 0) + count);
  return sum;
}

export function kindsTable(kinds: Map<string, number>): string {
  const names = [...new Set([...behaviourKinds, ...kinds.keys()])].sort();
  return names.map((name) => `  ${name.padEnd(38)} ${String(kinds.get(name) ?? 0).padStart(7)}`).join('\n');
}

export function missingKinds(kinds: Map<string, number>, least: number): string[] {
  return behaviourKinds.filter((kind) => (kinds.get(kind) ?? 0) < least);
}
