import type { Canvas } from './create-modeler.ts';
import type { DiagramElement } from './moddle-element.ts';

interface View {
  resized(): void;
  scrollToElement(element: DiagramElement, padding: number): void;
  focus(): void;
}

/** Shows the element, with some of what is around it where there is room. */
export function scrollTo(canvas: Canvas, element: DiagramElement): void {
  canvas.modeler.get<View>('canvas').scrollToElement(element, 120);
}

/** The keys go to the drawing. */
export function toCanvas(canvas: Canvas | undefined): void {
  canvas?.modeler.get<View>('canvas').focus();
}

/** The place becomes smaller when a panel opens beside or over it: what is asked about stays in sight. Returns what ends it. */
export function keepInSight(canvas: Canvas, place: HTMLElement, selected: () => DiagramElement | undefined): () => void {
  const watcher = new ResizeObserver(() => {
    const view = canvas.modeler.get<View>('canvas');
    view.resized();
    const element = selected();
    if (element) view.scrollToElement(element, Math.min(120, place.clientHeight / 4));
  });
  watcher.observe(place);
  return () => watcher.disconnect();
}

/** A place in the window right of what is selected (of a way, at its middle), within the canvas; undefined when nothing, or several, are. */
export function besideSelected(canvas: Canvas | undefined, place: HTMLElement | null): { x: number; y: number } | undefined {
  const selected = canvas?.modeler.get<{ get(): DiagramElement[] }>('selection').get() ?? [];
  const [element] = selected;
  if (!canvas || !place || !element || selected.length > 1) return undefined;
  const box = canvas.modeler.get<Boxes>('canvas').getAbsoluteBBox(element);
  const around = place.getBoundingClientRect();
  const [right, top] = element.waypoints ? [box.x + box.width / 2, box.y + box.height / 2] : [box.x + box.width, box.y];
  return { x: around.left + Math.min(Math.max(right, 0), around.width), y: around.top + Math.min(Math.max(top, 0), around.height) };
}

interface Boxes {
  getAbsoluteBBox(element: DiagramElement): { x: number; y: number; width: number; height: number };
}
