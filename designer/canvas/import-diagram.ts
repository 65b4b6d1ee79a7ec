import type { Canvas } from './create-modeler.ts';

export type ImportOutcome = { ok: true; laidOut: boolean } | { ok: false; message: string };

/**
 * Loads XML into the canvas. A file without drawing data is laid out first, and the answer says so
 * (bpmn-io/bpmn-js#858: otherwise the canvas stays empty).
 */
export async function importDiagram(canvas: Canvas, xml: string): Promise<ImportOutcome> {
  try {
    const drawn = /<(\w+:)?BPMNShape\b/.test(xml);
    const text = drawn ? xml : await layOut(xml);
    await canvas.modeler.importXML(text);
    fitViewport(canvas);
    return { ok: true, laidOut: !drawn };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

async function layOut(xml: string): Promise<string> {
  const { layoutProcess } = await import('bpmn-auto-layout');
  return layoutProcess(xml);
}

/** Shows the whole diagram, but never larger than life; small ones are centred. */
export function fitViewport(canvas: Canvas): void {
  const view = canvas.modeler.get<{ zoom(level?: 'fit-viewport' | number, center?: 'auto'): number }>('canvas');
  view.zoom('fit-viewport', 'auto');
  if (view.zoom() > 1) view.zoom(1, 'auto');
}

export async function exportXml(canvas: Canvas): Promise<string> {
  const { xml } = await canvas.modeler.saveXML({ format: true });
  return xml ?? '';
}
