import type { Canvas } from './create-modeler.ts';
import { type Drawn, withDrawing } from './lay-out.ts';

export type ImportOutcome = { ok: true; laidOut: Drawn['laidOut'] } | { ok: false; message: string };

/** Loads XML into the canvas. A file without drawing data is laid out first, and the answer says so. */
export async function importDiagram(canvas: Canvas, xml: string): Promise<ImportOutcome> {
  try {
    const drawn = await withDrawing(xml);
    await canvas.modeler.importXML(drawn.xml);
    show(canvas, firstIn);
    return { ok: true, laidOut: drawn.laidOut };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

interface Size {
  width: number;
  height: number;
}
interface Box extends Size {
  x: number;
  y: number;
}
interface View {
  viewbox(box?: Box): { inner: Box; outer: Size };
}

/** What stays free around the drawing, in pixels of the window. */
const margin = 24;

/** Below this names can hardly be read. */
const readable = 0.6;

/** Shows the whole diagram, but never larger than life. */
export function fitViewport(canvas: Canvas): void {
  show(canvas, wholeIn);
}

function show(canvas: Canvas, part: (inner: Box, outer: Size) => Box): void {
  const view = canvas.modeler.get<View>('canvas');
  const { inner, outer } = view.viewbox();
  // A canvas that is not on the screen yet has no size.
  if (outer.width > 0 && outer.height > 0) view.viewbox(part(inner, outer));
}

/** What is shown first: all of it, or where reading begins, when all of it would be too small to read. */
export function firstIn(inner: Box, outer: Size): Box {
  const whole = wholeIn(inner, outer);
  if (outer.width / whole.width >= readable) return whole;
  const [width, height] = [outer.width / readable, outer.height / readable];
  const free = margin / readable;
  return { x: inner.x - free, y: height > inner.height + 2 * free ? whole.y + (whole.height - height) / 2 : inner.y - free, width, height };
}

/** The part of the plane that is shown when all of `inner` stands in the middle of a window of this size. */
export function wholeIn(inner: Box, outer: Size): Box {
  const room = (size: number) => Math.max(size - 2 * margin, size / 2, 1);
  const scale = Math.min(1, room(outer.width) / Math.max(inner.width, 1), room(outer.height) / Math.max(inner.height, 1));
  const [width, height] = [outer.width / scale, outer.height / scale];
  return { x: inner.x + (inner.width - width) / 2, y: inner.y + (inner.height - height) / 2, width, height };
}

export async function exportXml(canvas: Canvas): Promise<string> {
  const { xml } = await canvas.modeler.saveXML({ format: true });
  return xml ?? '';
}
