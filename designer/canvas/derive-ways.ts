import type { ModdleElement } from './moddle-element.ts';

/** `incoming` and `outgoing` of each step, from the flows: BPMN 2.0.2 lets a file leave them out, they follow from `sourceRef` and `targetRef`. */
export function deriveWays(definitions: ModdleElement): void {
  for (const container of containersOf(definitions)) {
    const steps = listed(container, 'flowElements');
    const flows = steps.filter((each) => each.$type === 'bpmn:SequenceFlow' && each.sourceRef && each.targetRef);
    for (const step of steps.filter((each) => isA(each, 'bpmn:FlowNode'))) {
      set(step, 'outgoing', (flow) => flow.sourceRef === step);
      set(step, 'incoming', (flow) => flow.targetRef === step);
    }
    /** Those it tells keep their order; what it tells wrongly goes. */
    function set(step: ModdleElement, side: 'incoming' | 'outgoing', belongs: (flow: ModdleElement) => boolean): void {
      const told = listed(step, side);
      const own = flows.filter(belongs);
      const all = [...new Set([...told.filter((flow) => own.includes(flow)), ...own])];
      if (all.length > 0 || told.length > 0) step.set(side, all);
    }
  }
}

/** Processes and, at any depth, their subprocesses; the outer one first. */
export function containersOf(definitions: ModdleElement): ModdleElement[] {
  const found = listed(definitions, 'rootElements').filter((each) => each.$type === 'bpmn:Process');
  for (const container of found) found.push(...listed(container, 'flowElements').filter((each) => isA(each, 'bpmn:SubProcess')));
  return found;
}

export function listed(element: ModdleElement | undefined, property: string): ModdleElement[] {
  const value = element?.[property];
  return Array.isArray(value) ? value : [];
}

export function isA(element: ModdleElement, type: string): boolean {
  return (element as { $instanceOf?(type: string): boolean }).$instanceOf?.(type) === true;
}
