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

interface View {
  zoom(level?: 'fit-viewport' | number, center?: 'auto' | { x: number; y: number }): number;
}

/** Shows the whole diagram, but never larger than life. */
export function fitViewport(canvas: Canvas): void {
  const view = canvas.modeler.get<View>('canvas');
  view.zoom('fit-viewport', 'auto');
  if (view.zoom() > 1) view.zoom(1, 'auto');
}

export async function exportXml(canvas: Canvas): Promise<string> {
  const { xml } = await canvas.modeler.saveXML({ format: true });
  return xml ?? '';
}
