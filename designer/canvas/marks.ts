import type { Problem } from '../types.ts';
import type { Canvas } from './create-modeler.ts';

interface Overlays {
  add(
    element: string,
    type: string,
    overlay: { position: { top?: number; right?: number; left?: number; bottom?: number }; html: HTMLElement; show?: { minZoom: number } },
  ): string;
  remove(filter: { type: string }): void;
}

/** Ink discs with an exclamation mark at the top left corner of elements that have a problem. */
export function markProblems(canvas: Canvas, problems: Problem[], open: (element: string) => void): void {
  const overlays = canvas.modeler.get<Overlays>('overlays');
  overlays.remove({ type: 'perennial-problem' });
  const byElement = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (problem.element === undefined || !canvas.registry.get(problem.element)) continue;
    byElement.set(problem.element, [...(byElement.get(problem.element) ?? []), problem]);
  }
  for (const [element, found] of byElement) {
    const html = document.createElement('button');
    html.type = 'button';
    html.className = 'designer-problem-mark';
    html.textContent = '!';
    html.title = found.map((problem) => problem.message).join('\n');
    html.setAttribute('aria-label', html.title);
    html.addEventListener('click', () => open(element));
    overlays.add(element, 'perennial-problem', { position: { top: -9, left: -9 }, html });
  }
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
