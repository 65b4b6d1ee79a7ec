import type { CompiledElement, CompiledPackage, MigrationPlan, MigrationReason } from '../contract/index.ts';
import { behaviourOf } from '../kernel/behaviours.ts';
import { goesOn, jobOf, joinsAlike, loopOf } from '../kernel/migration/kinds.ts';
import { ModelMapping } from '../kernel/migration/model-mapping.ts';
import { reason } from '../kernel/migration/reasons.ts';
import { indexOf, isEventSubProcess, type ProcessIndex } from '../kernel/model-index.ts';

/** What is wrong with a plan, and where cases would have to stay whatever they hold. */
export interface PlanCheck {
  /** Ids that neither version has: the plan cannot be stored. */
  unknown: { id: string; where: 'from' | 'to' }[];
  /** Elements at which a case would stay, each with the reason it would be told. */
  stays: MigrationReason[];
}

/** Checks a plan on the two versions alone; what a case holds is told by trying it (`migrate`). */
export function checkPlan(from: CompiledPackage, to: CompiledPackage, plan: MigrationPlan): PlanCheck {
  const mapping = new ModelMapping(from, to, plan.elements);
  const known = { from: idsOf(from), to: idsOf(to) };
  const unknown: PlanCheck['unknown'] = [];
  for (const [old, target] of Object.entries(plan.elements)) {
    if (!known.from.has(old)) unknown.push({ id: old, where: 'from' });
    if (target !== null && !known.to.has(target)) unknown.push({ id: target, where: 'to' });
  }
  for (const id of Object.keys(plan.waits ?? {})) if (!known.from.has(id)) unknown.push({ id, where: 'from' });
  const stays = from.processes.flatMap((process) => {
    const index = indexOf(process);
    const target = mapping.process(process.id);
    if (!target) return [reason('processMissing', { instance: { element: process.id } as never })];
    return process.elements.flatMap((element) => {
      const why = stayAt(mapping, element, index, target);
      return why ? [why] : [];
    });
  });
  return { unknown, stays };
}

/** Where a case can be found between two commands; elsewhere only an incident holds one. */
export function canRest(element: CompiledElement): boolean {
  if (element.kind.endsWith('-gateway')) return element.kind === 'event-based-gateway' || element.incoming.length > 1;
  if (['user-task', 'receive-task', 'intermediate-catch-event', 'call-activity'].includes(element.kind)) return true;
  return behaviourOf(element.kind).isScope === true || jobOf(element) !== undefined;
}

function stayAt(mapping: ModelMapping, element: CompiledElement, index: ProcessIndex, process: ProcessIndex): MigrationReason | undefined {
  if (!canRest(element)) return undefined;
  const spot = { element };
  const id = mapping.target(element.id);
  if (id === null) return reason('unmapped', spot);
  const target = process.elements.get(id);
  if (!target) return reason(mapping.isNamed(element.id) ? 'targetMissing' : 'unmapped', spot, { target: id });
  const scope = element.scope === index.process.id ? process.process.id : mapping.target(element.scope);
  if (target.scope !== scope) return reason('otherScope', spot, { scope: process.elements.get(target.scope)?.name ?? target.scope });
  if (loopOf(element) !== loopOf(target)) return reason('loopChanged', spot);
  if (element.kind.endsWith('-gateway') && element.kind !== 'event-based-gateway') {
    return joinsAlike(element, target) ? undefined : reason('kindChanged', spot, { from: element.kind, to: target.kind });
  }
  const goes = goesOn(element, target, { lifecycle: 'active', task: {} } as never);
  if (goes === 'triggerChanged') return reason(goes, spot, { from: element.trigger?.kind ?? 'none', to: target.trigger?.kind ?? 'none' });
  if (goes === 'kindChanged' || isEventSubProcess(element) !== isEventSubProcess(target)) {
    return reason('kindChanged', spot, { from: element.kind, to: target.kind });
  }
  const [before, after] = [jobOf(element)?.jobType, jobOf(target)?.jobType];
  return before === after ? undefined : reason('jobChanged', spot, { from: before ?? null, to: after ?? null });
}

function idsOf(pkg: CompiledPackage): Set<string> {
  return new Set(
    pkg.processes.flatMap(({ id, elements, flows }) => [id, ...elements.map((each) => each.id), ...flows.map((flow) => flow.id)]),
  );
}
