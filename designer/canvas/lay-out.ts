import { BpmnModdle } from 'bpmn-moddle';
import { withAstralCharacters } from '../../engine/text/xml-references.ts';
import { deriveWays } from './derive-ways.ts';
import { type Create, drawMissing } from './draw-missing.ts';
import type { ModdleElement } from './moddle-element.ts';
import { nameAbove } from './name-above.ts';

export interface Drawn {
  xml: string;
  /** Whether a drawing was made here: of all, or of what had none. */
  laidOut: false | 'whole' | 'partly';
}

/**
 * A file with its drawing; one without drawing data is laid out (bpmn-io/bpmn-js#858: otherwise the canvas stays empty), and what has
 * neither shape nor edge in a drawn one gets it: a flow that runs is never one that nobody sees.
 */
export async function withDrawing(given: string): Promise<Drawn> {
  const xml = withAstralCharacters(given);
  const read = await definitionsOf(xml);
  // Who reads it next says what is wrong with it.
  if (!read) return { xml, laidOut: false };
  if (/<(\w+:)?BPMNShape\b/.test(xml)) return complete(read, xml);
  // bpmn-auto-layout walks along `incoming` and `outgoing`, which a file need not tell.
  deriveWays(read);
  const laid = await laidOutFrom(await written(read));
  const drawn = laid ? await definitionsOf(laid) : undefined;
  const whole = drawn ?? read;
  drawMissing(whole, create);
  nameAbove(whole, create);
  return { xml: await written(whole), laidOut: 'whole' };
}

/** What cannot be laid out as a whole is drawn piece by piece. */
async function laidOutFrom(xml: string): Promise<string | undefined> {
  const { layoutProcess } = await import('bpmn-auto-layout');
  return layoutProcess(xml).catch(() => undefined);
}

async function complete(definitions: ModdleElement, xml: string): Promise<Drawn> {
  return drawMissing(definitions, create) ? { xml: await written(definitions), laidOut: 'partly' } : { xml, laidOut: false };
}

async function definitionsOf(xml: string): Promise<ModdleElement | undefined> {
  try {
    return (await moddle.fromXML(xml)).rootElement as ModdleElement;
  } catch {
    return undefined;
  }
}

async function written(definitions: ModdleElement): Promise<string> {
  return (await moddle.toXML(definitions, { format: true })).xml;
}

/** Types only. Extensions are carried through as they stand. */
const moddle = new BpmnModdle();
const create: Create = (type, attributes) => moddle.create(type, attributes) as ModdleElement;
