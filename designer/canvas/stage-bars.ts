import type { ManifestStage } from '../edit/package-files.ts';
import type { Canvas } from './create-modeler.ts';
import type { DiagramElement } from './moddle-element.ts';

const svg = 'http://www.w3.org/2000/svg';
const gap = 56;

/** Draws, above each group of elements of one stage, a bar of the stage's colour with its name and number of open cases. */
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
    if (!members.length) continue;
    const cases = members.reduce((sum, element) => sum + (casesAt.get(element.id) ?? 0), 0);
    layer.append(bar(bounds(members), stage, nameOf(stage.name), cases));
  }
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
