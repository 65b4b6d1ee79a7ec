import { isA, listed } from './derive-ways.ts';
import type { Create } from './draw-missing.ts';
import type { ModdleElement } from './moddle-element.ts';
import type { Box, Point } from './way-between.ts';

const label = { width: 90, height: 14 };

/** The name of a gateway stands below it, where a branch that goes down would cross it: there it is put above. */
export function nameAbove(definitions: ModdleElement, create: Create): void {
  const pieces = listed(definitions, 'diagrams').flatMap((each) => listed(each.plane as ModdleElement | undefined, 'planeElement'));
  const ends = pieces.flatMap((piece) => [listed(piece, 'waypoint')[0], listed(piece, 'waypoint').at(-1)] as (Point | undefined)[]);
  for (const piece of pieces) {
    const gateway = piece.bpmnElement as ModdleElement | undefined;
    if (!gateway?.name || !isA(gateway, 'bpmn:Gateway') || piece.label) continue;
    const { x, y, width, height } = piece.bounds as Box & ModdleElement;
    const meets = (side: number) => ends.some((end) => end?.x === x + width / 2 && end.y === side);
    if (!meets(y + height)) continue;
    // With lines above, too, it stands at the left of them.
    const left = meets(y) ? x + width / 2 - label.width - 4 : x + width / 2 - label.width / 2;
    const bounds = create('dc:Bounds', { ...label, x: left, y: y - label.height - 8 });
    piece.set('label', create('bpmndi:BPMNLabel', { bounds }));
  }
}
