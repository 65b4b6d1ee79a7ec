import type { CompiledElement, Json } from '../contract/index.ts';
import type { BoundaryEventConfig } from '../elements/boundary-event/config.ts';
import { jobOf } from '../kernel/migration/kinds.ts';
import type { ModelMapping } from '../kernel/migration/model-mapping.ts';
import type { ProcessIndex } from '../kernel/model-index.ts';
import { same } from '../kernel/same.ts';

/**
 * How much two elements of one kind are alike: 4 for the same name, 2 for what they ask, run or wait for, 1 for each side on which the
 * same elements stand; 3 for a boundary event on the same activity (on another it is another: -9).
 */
export function alike(
  old: CompiledElement,
  target: CompiledElement,
  from: ProcessIndex,
  to: ProcessIndex,
  mapping: ModelMapping,
): { score: number; reason: 'sameName' | 'samePlace' | 'sameContent' } {
  const name = old.name !== undefined && normal(old.name) === normal(target.name ?? '') ? 4 : 0;
  const content = contentOf(old) !== null && same(contentOf(old), contentOf(target)) ? 2 : 0;
  const before = meets(old.incoming, target.incoming, 'source', from, to, mapping);
  const after = meets(old.outgoing, target.outgoing, 'target', from, to, mapping);
  const place = attachment(old, target, mapping) + before + after + (before > 0 && after > 0 ? 1 : 0);
  const reason = name > 0 ? 'sameName' : place >= content ? 'samePlace' : 'sameContent';
  return { score: name + content + place, reason };
}

function normal(name: string): string {
  return name.trim().toLocaleLowerCase('en').replace(/\s+/g, ' ');
}

/** What says most about it; null = nothing that tells it from others. */
function contentOf(element: CompiledElement): Json {
  const { form, outcomes, decision, calledProcess, script } = element.config as { [key: string]: Json };
  const job = jobOf(element)?.jobType;
  const trigger = element.trigger && element.trigger.kind !== 'none' ? (element.trigger.config as Json) : undefined;
  const told = [form, Array.isArray(outcomes) && outcomes.length > 0 ? outcomes : undefined, decision, calledProcess, script, job, trigger];
  return told.some((each) => each !== undefined) ? told.map((each) => each ?? null) : null;
}

function meets(
  old: string[],
  target: string[],
  end: 'source' | 'target',
  from: ProcessIndex,
  to: ProcessIndex,
  mapping: ModelMapping,
): number {
  const there = new Set(target.map((id) => to.flow(id)[end]));
  return old.some((id) => there.has(mapping.target(from.flow(id)[end]) ?? '')) ? 1 : 0;
}

function attachment(old: CompiledElement, target: CompiledElement, mapping: ModelMapping): number {
  if (old.kind !== 'boundary-event') return 0;
  const host = mapping.target((old.config as BoundaryEventConfig).attachedTo);
  return host === (target.config as BoundaryEventConfig).attachedTo ? 3 : -9;
}
