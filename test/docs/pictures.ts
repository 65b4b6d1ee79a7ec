import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { launchBrowser } from '../e2e/browser.ts';
import { drawnAlone, drawnExample, drawnRow } from './drawing.ts';
import { type Example, examplesOf } from './example.ts';
import { examplePicture } from './page.ts';
import { positionsOf } from './positions.ts';
import type { Subject } from './subjects.ts';

/** A picture wanted: the BPMN it shows. `path` below `docs/elements`. */
export interface Picture {
  path: string;
  bpmn: string;
}

/** Those of a page: the thing itself, and its examples. */
export async function picturesOf(subject: Subject): Promise<Picture[]> {
  const examples = await examplesOf(subject);
  const main = examples[0] as Example;
  const positions = subject.group === 'triggers' ? await positionsOf(subject) : [];
  const alone = positions.length > 0 ? await drawnRow(subject, positions) : await drawnAlone(subject, main.xml);
  const drawn = examples.map(async ({ name, xml }) => ({ path: examplePicture(subject, name), bpmn: await drawnExample(xml) }));
  return [{ path: `pictures/${subject.group}/${subject.name}.svg`, bpmn: alone }, ...(await Promise.all(drawn))];
}

export function stampOf({ bpmn }: Picture): string {
  return `<!-- model sha256 ${createHash('sha256').update(bpmn).digest('hex')} -->`;
}

/** SVG texts by path, drawn by bpmn-js in Chromium. */
export async function draw(pictures: Picture[]): Promise<Map<string, string>> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent('<div id="canvas" style="width: 1600px; height: 1000px"></div>');
    await page.addScriptTag({ path: createRequire(import.meta.url).resolve('bpmn-js/dist/bpmn-viewer.production.min.js') });
    const drawn = new Map<string, string>();
    for (const picture of pictures) {
      const result = await page.evaluate(async (bpmn) => {
        const { BpmnJS } = window as unknown as { BpmnJS: new (options: object) => Viewer };
        interface Viewer {
          importXML(xml: string): Promise<{ warnings: { message: string }[] }>;
          saveSVG(): Promise<{ svg: string }>;
          destroy(): void;
        }
        const viewer = new BpmnJS({ container: '#canvas' });
        const { warnings } = await viewer.importXML(bpmn);
        const { svg } = await viewer.saveSVG();
        viewer.destroy();
        return { svg, warnings: warnings.map((each) => each.message) };
      }, picture.bpmn);
      if (result.warnings.length > 0) throw new Error(`${picture.path}: ${result.warnings.join('; ')}`);
      drawn.set(picture.path, tidy(result.svg, picture));
    }
    return drawn;
  } finally {
    await browser.close();
  }
}

/** White behind it, so that it can be seen on a dark page; ids that are the same each time; the stamp of its model. */
function tidy(svg: string, picture: Picture): string {
  const ids = [...new Set([...svg.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] as string))];
  const renamed = ids.reduce(
    (text, id, number) => text.replaceAll(`id="${id}"`, `id="m${number}"`).replaceAll(`#${id}`, `#m${number}`),
    svg,
  );
  return `${renamed
    .replace(/<!DOCTYPE[^>]*>\n?/, '')
    .replace('<svg ', `${stampOf(picture)}\n<svg style="background: #fff" `)
    .trimEnd()}\n`;
}
