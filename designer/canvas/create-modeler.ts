import BpmnModeler from 'bpmn-js/lib/Modeler';
import perennialModdle from '../../engine/model/perennial.moddle.json';
import type { BpmnFactory, ElementRegistry, Modeling } from './moddle-element.ts';

/** The services of bpmn-js that the designer uses, typed once. */
export interface Canvas {
  modeler: BpmnModeler;
  modeling: Modeling;
  factory: BpmnFactory;
  registry: ElementRegistry;
}

/** Our own palette stands beside the canvas; bpmn-js' is left out. */
const noPalette = { paletteProvider: ['value', {}] };

/**
 * The only place that makes a modeler. Colours are tokens of the theme, so that the diagram swaps with light and dark;
 * state is shown by overlays and markers, never by painting elements.
 */
export function createModeler(container: HTMLElement): Canvas {
  const modeler = new BpmnModeler({
    container,
    moddleExtensions: { perennial: perennialModdle },
    bpmnRenderer: {
      defaultFillColor: 'var(--designer-paper)',
      defaultStrokeColor: 'var(--designer-ink)',
      defaultLabelColor: 'var(--designer-ink)',
    },
    textRenderer: {
      defaultStyle: { fontFamily: 'var(--mantine-font-family, sans-serif)', fontSize: 13, lineHeight: 1.35 },
      externalStyle: { fontSize: 12, lineHeight: 1.35 },
    },
    additionalModules: [noPalette],
  });
  return {
    modeler,
    modeling: modeler.get<Modeling>('modeling'),
    factory: modeler.get<BpmnFactory>('bpmnFactory'),
    registry: modeler.get<ElementRegistry>('elementRegistry'),
  };
}
