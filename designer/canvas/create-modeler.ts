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
    // Named outright: text is measured before it is drawn, and a custom property would be measured as another font.
    textRenderer: {
      defaultStyle: { fontFamily: '"Inter Variable", system-ui, sans-serif', fontSize: 12, lineHeight: 1.3 },
      externalStyle: { fontSize: 12, lineHeight: 1.3 },
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
