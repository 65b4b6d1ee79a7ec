import { withAstralCharacters } from '../../engine/text/xml-references.ts';

/** A file with its drawing; one without drawing data is laid out (bpmn-io/bpmn-js#858: otherwise the canvas stays empty). */
export async function withDrawing(given: string): Promise<{ xml: string; laidOut: boolean }> {
  const xml = withAstralCharacters(given);
  if (/<(\w+:)?BPMNShape\b/.test(xml)) return { xml, laidOut: false };
  const { layoutProcess } = await import('bpmn-auto-layout');
  return { xml: await layoutProcess(xml), laidOut: true };
}
