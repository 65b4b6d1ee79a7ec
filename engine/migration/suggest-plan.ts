import type { CompiledElement, CompiledPackage, MigrationPlan, Text } from '../contract/index.ts';
import { goesOn, waitsFor } from '../kernel/migration/kinds.ts';
import { ModelMapping } from '../kernel/migration/model-mapping.ts';
import { indexOf, type ProcessIndex } from '../kernel/model-index.ts';
import { withOwn } from '../kernel/own.ts';
import { alike } from './alike.ts';

/** One line of a suggested plan: where an element of the old version is found in the new one, how sure that is, and why. */
export interface PlanEntry {
  element: string;
  kind: string;
  name: Text;
  process: string;
  target: string | null;
  targetName?: Text;
  confidence: 'sure' | 'likely' | 'doubtful' | 'none';
  reason: PlanEntryReason;
}

export type PlanEntryReason =
  | 'sameId'
  /** The same id, in another subprocess: cases that stand there stay. */
  | 'otherScope'
  /** The same id, and something else: cases that stand there stay. */
  | 'otherKind'
  | 'sameName'
  /** Between the same steps. */
  | 'samePlace'
  /** Asks, runs or waits for the same. */
  | 'sameContent'
  | 'mainProcess'
  | 'gone'
  /** A flow into a join that is not there any more: tokens that wait on it are dropped. */
  | 'flowGone';

export interface SuggestedPlan {
  plan: MigrationPlan;
  entries: PlanEntry[];
}

/** Below this an element is taken to be gone. */
const leastScore = 3;

/**
 * Finds each element of the old version in the new one: by its id; what was renamed by kind and name; then by what stands around it and
 * what it asks for, as often as that finds something more. Only what changes its id, or is gone, is in the plan.
 */
export function suggestPlan(from: CompiledPackage, to: CompiledPackage): SuggestedPlan {
  const search = new Search(from, to);
  search.run();
  return { plan: { elements: search.plan }, entries: search.entries() };
}

class Search {
  plan: MigrationPlan['elements'] = {};
  private readonly found = new Map<string, PlanEntry>();
  private readonly taken = new Set<string>();
  private readonly from: CompiledPackage;
  private readonly to: CompiledPackage;

  constructor(from: CompiledPackage, to: CompiledPackage) {
    this.from = from;
    this.to = to;
  }

  run(): void {
    for (const process of this.from.processes) this.matchProcess(process.id, process.name ?? process.id);
    this.each((element, old, process) => this.matchId(element, old, process));
    for (let before = -1; before !== this.found.size; ) {
      before = this.found.size;
      for (let least = 9; least >= leastScore && before === this.found.size; least -= 1) {
        this.each((element, old, process) => this.matchBest(element, old, process, least));
      }
    }
    this.each((element) => this.enter(element, null, 'none', 'gone'));
    this.each((element, old, process) => this.matchFlows(element, old, process), false);
  }

  entries(): PlanEntry[] {
    return [...this.found.values()];
  }

  private mapping(): ModelMapping {
    return new ModelMapping(this.from, this.to, this.plan);
  }

  private each(visit: (element: CompiledElement, old: ProcessIndex, process: ProcessIndex | undefined) => void, unmatched = true): void {
    for (const process of this.from.processes) {
      const old = indexOf(process);
      const target = this.mapping().process(process.id);
      for (const element of process.elements) if (!unmatched || !this.found.has(element.id)) visit(element, old, target);
    }
  }

  private matchProcess(id: string, name: Text): void {
    const same = this.to.processes.find((process) => process.id === id);
    const isMain = id === this.from.mainProcess;
    const byName = this.to.processes.find(
      (process) => (process.name ?? process.id) === name && !this.from.processes.some((old) => old.id === process.id),
    );
    const target = same ?? (isMain ? this.to.processes.find((process) => process.id === this.to.mainProcess) : byName);
    const reason = same ? 'sameId' : target ? (isMain ? 'mainProcess' : 'sameName') : 'gone';
    const confidence = same || isMain ? 'sure' : target ? 'likely' : 'none';
    this.note({
      element: id,
      kind: 'process',
      name,
      process: id,
      target: target?.id ?? null,
      confidence,
      reason,
      targetName: target?.name ?? target?.id,
    });
  }

  private matchId(element: CompiledElement, old: ProcessIndex, process: ProcessIndex | undefined): void {
    const same = process?.elements.get(element.id);
    if (!same || !process) return;
    if (!isAlikeKind(element, same)) {
      // Something else took the id; what was there may have got another.
      if (this.candidates(element, process).some((each) => each.name !== undefined && each.name === element.name)) return;
      this.enter(element, same, 'doubtful', 'otherKind');
    } else {
      const scope = element.scope === old.process.id ? process.process.id : (this.mapping().target(element.scope) ?? '');
      this.enter(element, same, 'sure', same.scope === scope || process.elements.has(element.scope) === false ? 'sameId' : 'otherScope');
    }
  }

  private matchBest(element: CompiledElement, old: ProcessIndex, process: ProcessIndex | undefined, least: number): void {
    if (!process) return;
    const scored = this.candidates(element, process)
      .map((target) => ({ target, ...alike(element, target, old, process, this.mapping()) }))
      .sort((a, b) => b.score - a.score);
    const [best, second] = scored;
    if (!best || best.score < least || (second && second.score === best.score)) return;
    this.enter(element, best.target, best.score > leastScore ? 'likely' : 'doubtful', best.reason);
  }

  /** Of its kind, in the scope that continues its own, and nobody's yet. */
  private candidates(element: CompiledElement, process: ProcessIndex): CompiledElement[] {
    const mapping = this.mapping();
    const scope = mapping.process(element.scope) ? process.process.id : mapping.target(element.scope);
    return process.process.elements.filter(
      (target) =>
        !this.taken.has(target.id) &&
        target.scope === scope &&
        isAlikeKind(element, target) &&
        !this.from.processes.some((each) => indexOf(each).elements.has(target.id)),
    );
  }

  private matchFlows(gateway: CompiledElement, old: ProcessIndex, process: ProcessIndex | undefined): void {
    const mapping = this.mapping();
    const target = process && mapping.element(gateway.id, process);
    if (gateway.incoming.length < 2 || !gateway.kind.endsWith('-gateway') || !target || !process) return;
    for (const id of gateway.incoming) {
      if (mapping.flow(id, old, target, process) !== undefined) continue;
      const flow = old.flow(id);
      this.note({
        element: id,
        kind: 'flow',
        name: flow.name ?? `${flow.source} → ${flow.target}`,
        process: old.process.id,
        target: null,
        confidence: 'doubtful',
        reason: 'flowGone',
      });
    }
  }

  private enter(
    element: CompiledElement,
    target: CompiledElement | null,
    confidence: PlanEntry['confidence'],
    reason: PlanEntryReason,
  ): void {
    const process = this.from.processes.find((each) => indexOf(each).elements.get(element.id) === element)?.id ?? '';
    const { id, kind } = element;
    if (target) this.taken.add(target.id);
    const targetName = target?.name ?? target?.id;
    this.note({ element: id, kind, name: element.name ?? id, process, target: target?.id ?? null, confidence, reason, targetName });
  }

  private note({ targetName, ...entry }: PlanEntry): void {
    this.found.set(entry.element, { ...entry, ...(targetName === undefined ? {} : { targetName }) });
    if (entry.target !== entry.element) this.plan = withOwn<string | null>(this.plan, entry.element, entry.target);
  }
}

/** A case that is at one, waiting, could go on at the other. */
export function isAlikeKind(old: CompiledElement, target: CompiledElement): boolean {
  if (waitsFor(old) !== waitsFor(target) || (old.loop?.kind ?? '') !== (target.loop?.kind ?? '')) return false;
  return goesOn(old, target, { lifecycle: 'active' } as never) === 'yes';
}
