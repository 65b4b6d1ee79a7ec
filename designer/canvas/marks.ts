import type { Problem } from '../types.ts';
import type { Canvas } from './create-modeler.ts';
import type { DiagramElement, ModdleElement } from './moddle-element.ts';

interface Overlays {
  add(
    element: string,
    type: string,
    overlay: { position: { top?: number; right?: number; left?: number; bottom?: number }; html: HTMLElement; show?: { minZoom: number } },
  ): string;
  remove(filter: { type: string }): void;
}

interface View {
  getRootElement(): DiagramElement;
  getContainer(): HTMLElement;
}

/**
 * Ink discs with an exclamation mark: at the top left corner of a step, in the middle of a way, and for the process as a whole, which has no place
 * in the drawing, in the corner of the canvas, where it stays while the drawing is moved.
 */
export function markProblems(canvas: Canvas, problems: Problem[], open: (element: string) => void): void {
  const overlays = canvas.modeler.get<Overlays>('overlays');
  const view = canvas.modeler.get<View>('canvas');
  const root = view.getRootElement();
  overlays.remove({ type: 'perennial-problem' });
  for (const old of view.getContainer().querySelectorAll(':scope > .designer-problem-mark')) old.remove();
  const byElement = new Map<string, Problem[]>();
  for (const problem of problems) {
    const shown = problem.element === undefined ? undefined : shownFor(canvas, problem.element);
    if (shown) byElement.set(shown.id, [...(byElement.get(shown.id) ?? []), problem]);
  }
  for (const [element, found] of byElement) {
    const html = document.createElement('button');
    html.type = 'button';
    html.className = 'designer-problem-mark';
    html.textContent = '!';
    html.title = found.map((problem) => problem.message).join('\n');
    html.setAttribute('aria-label', html.title);
    html.addEventListener('click', () => open(element));
    if (element === root.id) {
      html.classList.add('designer-problem-mark-root');
      view.getContainer().append(html);
    } else overlays.add(element, 'perennial-problem', { position: placeOf(canvas.registry.get(element)), html });
  }
}

/** The pool stands for its process. */
function shownFor({ registry }: Canvas, id: string): DiagramElement | undefined {
  return (
    registry.get(id) ?? registry.filter(({ businessObject }) => (businessObject?.processRef as ModdleElement | undefined)?.id === id)[0]
  );
}

/** Overlays of a way count from its upper left corner; the disc lies on the middle of its line. */
function placeOf(element: DiagramElement | undefined): { top: number; left: number } {
  const points = element?.waypoints;
  if (!points) return { top: -9, left: -9 };
  const middle = middleOf(points);
  const [left, top] = [Math.min(...points.map(({ x }) => x)), Math.min(...points.map(({ y }) => y))];
  return { top: middle.y - top - 9, left: middle.x - left - 9 };
}

/** Half the way along a line of several parts. */
export function middleOf(points: { x: number; y: number }[]): { x: number; y: number } {
  const lengths = points.slice(1).map(({ x, y }, index) => Math.hypot(x - (points[index]?.x ?? 0), y - (points[index]?.y ?? 0)));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [index, length] of lengths.entries()) {
    const [from, to] = [points[index], points[index + 1]];
    if (from && to && left <= length) {
      const part = length === 0 ? 0 : left / length;
      return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
    }
    left -= length;
  }
  return points[0] ?? { x: 0, y: 0 };
}

/** Quiet pills with the number of open cases. */
export function markCases(canvas: Canvas, casesAt: ReadonlyMap<string, number>): void {
  const overlays = canvas.modeler.get<Overlays>('overlays');
  overlays.remove({ type: 'perennial-cases' });
  for (const [element, count] of casesAt) {
    const shape = canvas.registry.get(element);
    if (!shape || count === 0) continue;
    const html = document.createElement('span');
    html.className = 'designer-case-pill';
    html.textContent = String(count);
    // Inside a step, at its right; beside an event, which is too small for it.
    const inside = shape.width > 60;
    html.dataset.inside = String(inside);
    overlays.add(element, 'perennial-cases', { position: inside ? { top: 5, right: 6 } : { top: -14, right: -2 }, html });
  }
}
