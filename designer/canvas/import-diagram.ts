import type { Canvas } from './create-modeler.ts';
import { withDrawing } from './lay-out.ts';

export type ImportOutcome = { ok: true; laidOut: boolean } | { ok: false; message: string };

/** Loads XML into the canvas. A file without drawing data is laid out first, and the answer says so. */
export async function importDiagram(canvas: Canvas, xml: string): Promise<ImportOutcome> {
  try {
    const drawn = await withDrawing(xml);
    await canvas.modeler.importXML(drawn.xml);
    fitViewport(canvas);
    return { ok: true, laidOut: drawn.laidOut };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface View {
  viewbox(box?: Box): { inner: Box; outer: { width: number; height: number } };
}

/** What stays free around the drawing, in pixels of the window. */
const margin = 24;

/** Shows the whole diagram, but never larger than life. */
export function fitViewport(canvas: Canvas): void {
  const view = canvas.modeler.get<View>('canvas');
  const { inner, outer } = view.viewbox();
  // A canvas that is not on the screen yet has no size.
  if (outer.width > 0 && outer.height > 0) view.viewbox(wholeIn(inner, outer));
}

/** The part of the plane that is shown when all of `inner` stands in the middle of a window of this size. */
export function wholeIn(inner: Box, outer: { width: number; height: number }): Box {
  const room = (size: number) => Math.max(size - 2 * margin, size / 2, 1);
  const scale = Math.min(1, room(outer.width) / Math.max(inner.width, 1), room(outer.height) / Math.max(inner.height, 1));
  const [width, height] = [outer.width / scale, outer.height / scale];
  return { x: inner.x + (inner.width - width) / 2, y: inner.y + (inner.height - height) / 2, width, height };
}

export async function exportXml(canvas: Canvas): Promise<string> {
  const { xml } = await canvas.modeler.saveXML({ format: true });
  return xml ?? '';
}
