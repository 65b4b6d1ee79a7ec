import type { Fact, InstanceState } from '../../engine/contract/index.ts';

interface Place {
  parent: number | null;
  packageHash?: string;
}

/**
 * Hash of the package an element instance belongs to, when it is another than the case's: a call into it is around. Asked of the state after
 * a commit and of the facts in it, or of all facts. `own`: hashes of the case's own package, of each version it has been at.
 */
export function packageOf(facts: Fact[], own: ReadonlySet<string>, state?: InstanceState): (elementInstance: number) => string | undefined {
  const places = new Map<number, Place>(Object.values(state?.elements ?? {}).map((instance) => [instance.id, instance]));
  for (const fact of facts) {
    if (fact.type !== 'elementActivated' || places.has(fact.number)) continue;
    places.set(fact.number, { parent: fact.parent, packageHash: 'packageHash' in fact ? fact.packageHash : undefined });
  }
  return (id) => {
    for (let at = places.get(id); at; at = at.parent === null ? undefined : places.get(at.parent)) {
      if (at.packageHash !== undefined) return own.has(at.packageHash) ? undefined : at.packageHash;
    }
    return undefined;
  };
}
