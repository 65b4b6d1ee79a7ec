import type { DiagramElement } from './moddle-element.ts';
import type { Creation } from './shapes.ts';

interface Point {
  x: number;
  y: number;
}
type Axis = 'x' | 'y';

interface Stack {
  register(name: string, handler: object): void;
  execute(name: string, step: Step): void;
}
interface Modeling {
  createShape(shape: DiagramElement, at: Point, parent: DiagramElement): DiagramElement;
  createElements(elements: DiagramElement[], at: Point, parent: DiagramElement): DiagramElement[];
}
interface SpaceTool {
  calculateAdjustments(elements: DiagramElement[], axis: Axis, delta: number, start: number): Adjustments;
  makeSpace(moving: DiagramElement[], resizing: DiagramElement[], delta: Point, direction: 'e' | 's', start: number): void;
}
interface Adjustments {
  movingShapes: DiagramElement[];
  resizingShapes: DiagramElement[];
}

interface Step {
  flow: DiagramElement;
  shape: DiagramElement;
  contents: DiagramElement[];
  placed?: DiagramElement;
}

/** What is left of a way before and after what is put into it. */
const gap = 50;

/** May it stand in the middle of a way? Not what only begins, ends, or lies beside it. */
export function mayStandOn({ type, waypoints }: DiagramElement, { type: made, aside, definitions }: Creation): boolean {
  if (!waypoints || type !== 'bpmn:SequenceFlow' || aside) return false;
  return !/(Start|End|Boundary)Event$/.test(made) && !definitions?.includes('bpmn:LinkEventDefinition');
}

/** The part of a way where there is most room, and how much is wanting there for something of this size. */
export function roomOn(points: readonly Point[], size: { width: number; height: number }): { at: Point; axis: Axis; wanting: number } {
  let best: { at: Point; axis: Axis; wanting: number } | undefined;
  for (const [index, to] of points.slice(1).entries()) {
    const from = points[index] as Point;
    const axis: Axis = Math.abs(to.x - from.x) >= Math.abs(to.y - from.y) ? 'x' : 'y';
    const there = Math.abs(to[axis] - from[axis]);
    const wanting = Math.max(0, Math.ceil(((axis === 'x' ? size.width : size.height) + 2 * gap - there) / 10) * 10);
    const at = { x: Math.round((from.x + to.x) / 2), y: Math.round((from.y + to.y) / 2) };
    if (!best || wanting < best.wanting) best = { at, axis, wanting };
  }
  return best ?? { at: { x: 0, y: 0 }, axis: 'x', wanting: 0 };
}

/**
 * Puts a new element with what lies in it into a way: the way ends at it and another leads on, conditions stay in front of it, and where there is
 * no room what follows is pushed on. One step of undo.
 */
export class Inserting {
  static $inject = ['commandStack', 'modeling', 'spaceTool', 'selection'];
  private readonly stack: Stack;
  private readonly selection: { select(element: DiagramElement | undefined): void };

  constructor(stack: Stack, modeling: Modeling, spaceTool: SpaceTool, selection: Inserting['selection']) {
    this.stack = stack;
    this.selection = selection;
    stack.register('perennial.insert', {
      preExecute(step: Step) {
        const { flow, shape, contents } = step;
        const size = { width: shape.width, height: shape.height };
        const { at, axis, wanting } = roomOn(flow.waypoints ?? [], size);
        if (wanting > 0) push(spaceTool, flow, axis, at[axis], wanting);
        const placed = modeling.createShape(shape, wanting > 0 ? roomOn(flow.waypoints ?? [], size).at : at, flow);
        const middle = { x: placed.x + placed.width / 2, y: placed.y + placed.height / 2 };
        if (contents.length > 0) modeling.createElements(contents, middle, placed);
        step.placed = placed;
      },
    });
  }

  insert(flow: DiagramElement, shape: DiagramElement, contents: DiagramElement[]): void {
    const step: Step = { flow, shape, contents };
    this.stack.execute('perennial.insert', step);
    this.selection.select(step.placed);
  }
}

/** Only to the right and down: a way that leads back makes room there as well. */
function push(spaceTool: SpaceTool, flow: DiagramElement, axis: Axis, start: number, by: number): void {
  let root = flow;
  while (root.parent) root = root.parent;
  const { movingShapes, resizingShapes } = spaceTool.calculateAdjustments(everythingIn(root), axis, by, start);
  const delta = axis === 'x' ? { x: by, y: 0 } : { x: 0, y: by };
  spaceTool.makeSpace(movingShapes, resizingShapes, delta, axis === 'x' ? 'e' : 's', start);
}

function everythingIn(element: DiagramElement): DiagramElement[] {
  return (element.children ?? []).flatMap((child) => [child, ...everythingIn(child)]);
}

export const inserting = { __init__: ['inserting'], inserting: ['type', Inserting] };
