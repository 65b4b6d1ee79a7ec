import type { Canvas } from './create-modeler.ts';
import { withDrawing } from './lay-out.ts';

export type ImportOutcome = { ok: true; laidOut: boolean } | { ok: false; message: string };

/** Loads XML into the canvas. A file without drawing data is laid out first, and the answer says so. */
export async function importDiagram(canvas: Canvas, xml: string): Promise<ImportOutcome> {
  try {
    const drawn = await withDrawing(xml);
    await canvas.modeler.importXML(drawn.xml);
    firstView(canvas);
    return { ok: true, laidOut: drawn.laidOut };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

interface View {
  zoom(level?: 'fit-viewport' | number, center?: 'auto' | { x: number; y: number }): number;
  viewbox(box?: { x: number; y: number; width: number; height: number }): {
    inner: { x: number; y: number; width: number; height: number };
    outer: { width: number; height: number };
  };
}

const readable = 0.7;
const margin = 80;

/** Shows the whole diagram, but never larger than life. */
export function fitViewport(canvas: Canvas): void {
  const view = canvas.modeler.get<View>('canvas');
  view.zoom('fit-viewport', 'auto');
  if (view.zoom() > 1) view.zoom(1, 'auto');
}

/** First view: a wide diagram is shown from its beginning at a size that can be read, the rest is a scroll away. */
function firstView(canvas: Canvas): void {
  fitViewport(canvas);
  const view = canvas.modeler.get<View>('canvas');
  if (view.zoom() >= readable) return;
  const { inner, outer } = view.viewbox();
  const height = outer.height / readable;
  view.viewbox({ x: inner.x - margin, y: inner.y + inner.height / 2 - Math.max(height, 0) / 2, width: outer.width / readable, height });
}

export async function exportXml(canvas: Canvas): Promise<string> {
  const { xml } = await canvas.modeler.saveXML({ format: true });
  return xml ?? '';
}
