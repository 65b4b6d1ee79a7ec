import BpmnModeler from 'bpmn-js/lib/Modeler';
import BpmnViewer from 'bpmn-js/lib/NavigatedViewer';
import perennialModdle from '../../engine/model/perennial.moddle.json';
import { filesHistory } from '../edit/files-history.ts';
import { contextPadModule, type PadHost } from './context-pad.ts';
import { inserting } from './insert.ts';
import { roomyLabels } from './labels.ts';
import type { BpmnFactory, ElementRegistry, Modeling } from './moddle-element.ts';
import { appending } from './place.ts';

/** The services of bpmn-js that the designer uses, typed once. A read-only canvas has nothing to model with and is never asked for it. */
export interface Canvas {
  modeler: BpmnModeler | BpmnViewer;
  readonly modeling: Modeling;
  readonly factory: BpmnFactory;
  registry: ElementRegistry;
}

/** bpmn.io's words in the reader's language, `{name}` filled as it does itself. */
function wordsOf(host: { current: PadHost }) {
  const translate = (text: string, values: { [name: string]: string } = {}) =>
    host.current.translate(text).replace(/\{([^}]+)\}/g, (whole, name: string) => values[name] ?? whole);
  return { translate: ['value', translate] };
}

/** Our own palette stands beside the canvas; bpmn-js' is left out. */
const noPalette = { paletteProvider: ['value', {}] };

/**
 * The only place that makes a modeler. Colours are tokens of the theme, so that the diagram swaps with light and dark;
 * state is shown by overlays and markers, never by painting elements.
 */
export function createModeler(container: HTMLElement, readOnly: boolean, host: { current: PadHost }): Canvas {
  const options = {
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
  };
  const modeler = readOnly
    ? new BpmnViewer({ ...options, additionalModules: [roomyLabels] })
    : new BpmnModeler({
        ...options,
        additionalModules: [noPalette, roomyLabels, wordsOf(host), contextPadModule(host), filesHistory, appending, inserting],
      });
  return {
    modeler,
    get modeling() {
      return modeler.get<Modeling>('modeling', false) as Modeling;
    },
    get factory() {
      return modeler.get<BpmnFactory>('bpmnFactory', false) as BpmnFactory;
    },
    registry: modeler.get<ElementRegistry>('elementRegistry'),
  };
}
