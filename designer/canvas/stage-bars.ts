import type { ManifestStage } from '../edit/package-files.ts';
import type { Canvas } from './create-modeler.ts';
import type { DiagramElement } from './moddle-element.ts';

const svg = 'http://www.w3.org/2000/svg';
/** Distances above the group at which a bar is tried, nearest first. */
const gaps = [30, 40, 52, 64, 78, 94];
const labelHeight = 18;
const letter = 7;

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

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
  const taken = obstacles(canvas.registry.getAll());
  for (const stage of stages) {
    const members = nodes.filter((element) => element.businessObject.get('perennial:stage') === stage.id);
    const cases = members.reduce((sum, element) => sum + (casesAt.get(element.id) ?? 0), 0);
    const groups = clusters(members).filter((group) => group.some((element) => element.type !== 'bpmn:EndEvent'));
    for (const [index, group] of groups.entries()) {
      const name = nameOf(stage.name);
      const box = bounds(group);
      const top = freeTop(box, (name.length + 4) * letter, taken);
      taken.push({ x: box.left, y: top - 2, width: box.right - box.left, height: 5 });
      taken.push({ x: box.left, y: top, width: (name.length + 4) * letter, height: labelHeight });
      layer.append(bar({ ...box, top }, stage, name, index === 0 ? cases : 0));
    }
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
  return { left, right, top: Math.min(...members.map((element) => element.y)) };
}

/** The nearest height above `top` at which neither the bar nor its name lies on something; the first one when there is none. */
export function freeTop(box: { left: number; right: number; top: number }, nameWidth: number, taken: Rect[]): number {
  const costs = gaps.map((gap) => {
    const y = box.top - gap;
    const name = { x: box.left, y, width: nameWidth, height: labelHeight };
    const line = { x: box.left, y: y - 2, width: box.right - box.left, height: 5 };
    return taken.filter((rect) => overlap(rect, name)).length * 2 + taken.filter((rect) => overlap(rect, line)).length;
  });
  return box.top - (gaps[costs.indexOf(Math.min(...costs))] ?? 30);
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Everything a name should not lie on: elements, labels, and level pieces of flows (one that crosses upright is read past). */
function obstacles(all: DiagramElement[]): Rect[] {
  return all.flatMap((element) => {
    if (!element.waypoints) return element.parent && !/Process$|Participant|Lane/.test(element.type) ? [element] : [];
    return element.waypoints.slice(1).flatMap((end, index) => {
      const start = element.waypoints?.[index] ?? end;
      return start.y === end.y ? [{ x: Math.min(start.x, end.x), y: start.y - 1, width: Math.abs(end.x - start.x), height: 2 }] : [];
    });
  });
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
