import { BpmnModdle } from 'bpmn-moddle';
import perennialModdle from '../../engine/model/perennial.moddle.json' with { type: 'json' };
import type { DiagramElement, ModdleElement } from '../canvas/moddle-element.ts';
import type { EditContext } from '../edit/extension.ts';

interface Definitions extends ModdleElement {
  rootElements: (ModdleElement & { flowElements: ModdleElement[] })[];
}

/** BPMN read and written by the same moddle as on the canvas, without a browser: what the edit helpers do to the XML is the XML. */
export async function readBpmn(xml: string) {
  const moddle = new BpmnModdle({ perennial: perennialModdle });
  const { rootElement } = (await moddle.fromXML(xml)) as unknown as { rootElement: Definitions };
  const set = (target: ModdleElement, properties: { [name: string]: unknown }) => {
    for (const [name, value] of Object.entries(properties)) target.set(name, value);
  };
  const ctx: EditContext = {
    modeling: {
      updateProperties: (element, properties) => set(element.businessObject, properties),
      updateModdleProperties: (_element, target, properties) => set(target, properties),
      updateLabel: (element, label) => set(element.businessObject, { name: label }),
      connect: (source) => source,
    },
    factory: { create: (type, attributes) => withId(moddle.create(type, attributes ?? {}) as unknown as ModdleElement) },
  };
  const objects = rootElement.rootElements.flatMap((root) => root.flowElements ?? []);
  const elements = linked(objects);
  return {
    ctx,
    element: (id: string): DiagramElement => {
      const found = elements.get(id);
      if (!found) throw new Error(`No element ${id}`);
      return found;
    },
    all: () => [...elements.values()],
    async write(): Promise<string> {
      return (await moddle.toXML(rootElement as never, { format: true })).xml;
    },
  };
}

/** As bpmn-js' factory does: what others refer to by its id gets one. */
function withId(made: ModdleElement): ModdleElement {
  const root = (made as unknown as { $instanceOf(type: string): boolean }).$instanceOf('bpmn:RootElement');
  if (root && made.id === undefined) made.set('id', `${made.$type.replace('bpmn:', '')}_${ids++}`);
  return made;
}
let ids = 1;

/** Shapes as diagram-js has them, as far as the helpers look: type, flows in and out. */
function linked(objects: ModdleElement[]): Map<string, DiagramElement> {
  const elements = new Map<string, DiagramElement>();
  for (const object of objects) {
    const flow = object.$type === 'bpmn:SequenceFlow';
    const element: DiagramElement = {
      id: object.id ?? '',
      type: object.$type,
      businessObject: object,
      x: 0,
      y: 0,
      width: 100,
      height: 80,
      incoming: [],
      outgoing: [],
      ...(flow ? { waypoints: [] } : {}),
    };
    elements.set(element.id, element);
  }
  for (const flow of elements.values()) {
    if (!flow.waypoints) continue;
    const ends = (['sourceRef', 'targetRef'] as const).map((name) =>
      elements.get((flow.businessObject.get(name) as ModdleElement).id ?? ''),
    );
    [flow.source, flow.target] = ends;
    flow.source?.outgoing.push(flow);
    flow.target?.incoming.push(flow);
  }
  return elements;
}
