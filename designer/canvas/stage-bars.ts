import type { ManifestStage } from '../edit/package-files.ts';
import type { Canvas } from './create-modeler.ts';
import type { DiagramElement } from './moddle-element.ts';

const svg = 'http://www.w3.org/2000/svg';
const gap = 44;

/**
 * Draws, above each group of elements of one stage, a bar of the stage's colour with its name and number of open cases.
 * A stage whose parts lie far from each other gets a bar over each; one of end events only (Junk, at many places) gets none.
 */
export function drawStageBars(
  canvas: Canvas,
  stages: ManifestStage[],
  nameOf: (text: string) => string,
  casesAt: ReadonlyMap<string, number>,
): void {
  const layer = canvas.modeler.get<{ getLayer(name: string, index: number): SVGGElement }>('canvas').getLayer('perennial-stages', -1);
  layer.replaceChildren();
  const nodes = canvas.registry
    .getAll()
    .filter(
      (element) => element.type !== 'label' && !element.waypoints && typeof element.businessObject?.get('perennial:stage') === 'string',
    );
  for (const stage of stages) {
    const members = nodes.filter((element) => element.businessObject.get('perennial:stage') === stage.id);
    const cases = members.reduce((sum, element) => sum + (casesAt.get(element.id) ?? 0), 0);
    const groups = clusters(members).filter((group) => group.some((element) => element.type !== 'bpmn:EndEvent'));
    for (const [index, group] of groups.entries()) layer.append(bar(bounds(group), stage, nameOf(stage.name), index === 0 ? cases : 0));
  }
}

const near = 190;

/** Elements that lie within reach of each other, by their edges. */
export function clusters<T extends Pick<DiagramElement, 'x' | 'y' | 'width' | 'height'>>(members: T[]): T[][] {
  const groups: T[][] = [];
  for (const member of members) {
    const touching = groups.filter((group) => group.some((other) => distance(member, other) < near));
    const merged = [member, ...touching.flat()];
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  return groups;
}

function distance(a: Pick<DiagramElement, 'x' | 'y' | 'width' | 'height'>, b: typeof a): number {
  const across = Math.max(0, a.x - (b.x + b.width), b.x - (a.x + a.width));
  const down = Math.max(0, a.y - (b.y + b.height), b.y - (a.y + a.height));
  return Math.max(across, down);
}

function bounds(members: DiagramElement[]) {
  const left = Math.min(...members.map((element) => element.x)) - 16;
  const right = Math.max(...members.map((element) => element.x + element.width)) + 16;
  return { left, right, top: Math.min(...members.map((element) => element.y)) - gap };
}

function bar(box: { left: number; right: number; top: number }, stage: ManifestStage, name: string, cases: number): SVGGElement {
  const group = document.createElementNS(svg, 'g');
  const line = document.createElementNS(svg, 'rect');
  for (const [key, value] of Object.entries({
    x: box.left,
    y: box.top,
    width: box.right - box.left,
    height: 3,
    fill: `var(--stage-${stage.color}, var(--designer-ink))`,
  }))
    line.setAttribute(key, String(value));
  const label = document.createElementNS(svg, 'text');
  label.setAttribute('x', String(box.left));
  label.setAttribute('y', String(box.top + 20));
  label.setAttribute('class', 'designer-stage-name');
  label.textContent = name;
  if (cases > 0) {
    const count = document.createElementNS(svg, 'tspan');
    count.setAttribute('class', 'designer-stage-count');
    count.setAttribute('dx', '6');
    count.textContent = String(cases);
    label.append(count);
  }
  group.append(line, label);
  return group;
}
