import type { Canvas } from '../canvas/create-modeler.ts';
import { isA, listed } from '../canvas/derive-ways.ts';
import { hasShape, refOf } from '../canvas/draw-missing.ts';
import type { ModdleElement } from '../canvas/moddle-element.ts';
import { kindName, type NameOf } from '../canvas/names.ts';
import type { Problem } from '../types.ts';

/** What the file holds and the canvas does not show, so that nobody publishes or doubles what they cannot see. */
export function unseenProblems({ modeler, registry }: Canvas, t: NameOf): Problem[] {
  const definitions = (modeler as unknown as { getDefinitions(): ModdleElement | undefined }).getDefinitions();
  if (!definitions) return [];
  return unseen(definitions, (id) => registry.get(id) !== undefined).map((object) => ({
    rule: 'drawing/unseen',
    severity: 'warning',
    message: t('problems.unseen', { element: object.name?.trim() || object.id || '', kind: kindName(t, object) }),
  }));
}

/** What is inside of something that is not shown is told with it. */
export function unseen(definitions: ModdleElement, isDrawn: (id: string) => boolean): ModdleElement[] {
  const missing: ModdleElement[] = [];
  const drawn = (element: ModdleElement) => element.id === undefined || isDrawn(element.id);
  const look = (elements: ModdleElement[]) => missing.push(...elements.filter((each) => !drawn(each)));
  const roots = listed(definitions, 'rootElements');
  const pools = roots.flatMap((root) => listed(root, 'participants'));
  const inside = (container: ModdleElement): void => {
    const elements = listed(container, 'flowElements');
    look(elements.filter((each) => hasShape(each) || isWhole(each)));
    look(listed(container, 'artifacts').filter((each) => hasShape(each) || isWhole(each) || each.$type === 'bpmn:Group'));
    look(lanesOf(container));
    for (const each of elements.filter((each) => isA(each, 'bpmn:SubProcess') && drawn(each))) inside(each);
  };
  for (const process of roots.filter((each) => each.$type === 'bpmn:Process')) {
    if (drawn(process) || pools.some((pool) => pool.processRef === process && drawn(pool))) inside(process);
    else look([process]);
  }
  look(pools);
  look(roots.flatMap((root) => listed(root, 'messageFlows')));
  return missing;
}

/** A line between two elements; one with an end that is not there is told by the check of the model. */
function isWhole(line: ModdleElement): boolean {
  return refOf(line, 'sourceRef') !== undefined && refOf(line, 'targetRef') !== undefined;
}

function lanesOf(container: ModdleElement): ModdleElement[] {
  const sets = [...listed(container, 'laneSets'), ...(container.childLaneSet ? [container.childLaneSet as ModdleElement] : [])];
  return sets.flatMap((set) => listed(set, 'lanes')).flatMap((lane) => [lane, ...lanesOf(lane)]);
}
