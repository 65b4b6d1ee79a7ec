import type { CompiledElement, SequenceFlow, Trigger } from '../contract/process.ts';
import type { Finding } from '../elements/element.ts';
import type { LinkConfig } from '../triggers/link/config.ts';
import { finding, label } from './findings.ts';

/**
 * The flows that links stand for, from each throwing end to the catching one of its name in its scope (BPMN 2.0.2, 10.5.5): so whoever asks
 * what leads where need not know of links.
 */
export function linkFlows(elements: ReadonlyMap<string, CompiledElement>, flows: SequenceFlow[], found: Finding[]): SequenceFlow[] {
  const ends = [...elements.values()].filter((element) => element.trigger?.kind === 'link');
  const catching = ends.filter((element) => element.kind === 'intermediate-catch-event');
  const put = (rule: string, element: CompiledElement, direction = '') =>
    found.push(finding(rule, 'error', element.id, { element: label(element), name: nameOf(element), direction }));
  for (const { source, target } of flows) {
    const [from, to] = [elements.get(source), elements.get(target)];
    if (from && ends.includes(from) && from.kind === 'intermediate-throw-event') put('link/flow', from, 'from');
    if (to && catching.includes(to)) put('link/flow', to, 'to');
  }
  for (const [position, one] of catching.entries()) {
    if (catching.findIndex((other) => same(one, other)) !== position) put('link/twice', one);
    if (!ends.some((other) => other.kind === 'intermediate-throw-event' && same(one, other))) put('link/no-source', one);
  }
  return ends
    .filter((element) => element.kind === 'intermediate-throw-event')
    .flatMap((source) => {
      const target = catching.find((other) => same(source, other));
      if (!target) put('link/no-target', source);
      return target ? [{ id: `${source.id}->${target.id}`, source: source.id, target: target.id }] : [];
    });
}

function same(one: CompiledElement, other: CompiledElement): boolean {
  return one.scope === other.scope && nameOf(one) === nameOf(other);
}

function nameOf(element: CompiledElement): string {
  return (element.trigger as Trigger<LinkConfig>).config.name;
}
