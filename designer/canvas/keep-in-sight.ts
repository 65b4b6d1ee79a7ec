import type { Canvas } from './create-modeler.ts';
import type { DiagramElement } from './moddle-element.ts';

interface View {
  resized(): void;
  scrollToElement(element: DiagramElement, padding: number): void;
}

/** Shows the element, with some of what is around it where there is room. */
export function scrollTo(canvas: Canvas, element: DiagramElement): void {
  canvas.modeler.get<View>('canvas').scrollToElement(element, 120);
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
