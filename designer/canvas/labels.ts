import TextRenderer from 'bpmn-js/lib/draw/TextRenderer';

interface Options {
  box?: { width: number; height: number };
  align?: string;
  [other: string]: unknown;
}
interface Texts {
  createText(text: string, options: Options): SVGElement;
}

/** A wide letter of the labels' font, in diagram units. */
const letter = 6.9;

/**
 * Labels beside elements were measured by whoever drew the file, with his font: a word that is a pixel wider than its box would be broken in the
 * middle. So a box too narrow for its longest word gets room at both sides; text stays centred where it was.
 */
function RoomyText(this: Texts, config: unknown) {
  TextRenderer.call(this as never, config as never);
  const draw = this.createText.bind(this);
  this.createText = (text, options) => {
    const { box } = options;
    const longest = Math.max(0, ...text.split(/\s/).map((word) => word.length));
    const spare = box && !options.align ? Math.ceil(Math.max(0, longest * letter - box.width) / 2) : 0;
    if (!box || spare === 0) return draw(text, options);
    const element = draw(text, { ...options, box: { ...box, width: box.width + 2 * spare } });
    element.setAttribute('transform', `translate(${-spare} 0)`);
    return element;
  };
}
RoomyText.$inject = ['config.textRenderer'];

export const roomyLabels = { textRenderer: ['type', RoomyText] };
