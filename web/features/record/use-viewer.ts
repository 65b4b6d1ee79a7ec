import { useComputedColorScheme } from '@mantine/core';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import { useEffect, useRef, useState } from 'react';
import { withDrawing } from '../../../designer/canvas/lay-out.ts';
import { type Definitions, translate } from './translate-diagram.ts';

export interface MapData {
  xml: string;
  texts: Readonly<Record<string, string>>;
  walkedElements: string[];
  walkedFlows: string[];
  now: string[];
  stuck: string[];
  next: string[];
  rounds: { element: string; open: number }[];
}

interface Point {
  x: number;
  y: number;
}
interface Canvas {
  addMarker(element: string, marker: string): void;
  zoom(level: 'fit-viewport', center: 'auto'): number;
  zoom(level: number, center: Point): number;
  viewbox(): Point & { width: number; height: number };
  scroll(by: { dx: number; dy: number }): void;
}
interface Overlays {
  add(element: string, overlay: { position: { top: number; right: number }; html: HTMLElement }): void;
}
interface Registry {
  get(id: string): (Point & { width: number; height: number }) | undefined;
}

interface Parsed {
  definitions?: Definitions;
}

/** What fits is drawn a little smaller than it could be. */
const withEdge = 0.92;
/** Below this scale names cannot be read. */
const readable = 0.7;

/** A large diagram is shown at a scale that can be read, around where the case stands; it can be dragged and zoomed. */
function showAround(canvas: Canvas, here: Point & { width: number; height: number }): void {
  canvas.zoom(readable, { x: 0, y: 0 });
  const view = canvas.viewbox();
  const dx = view.x + view.width / 3 - (here.x + here.width / 2);
  const dy = view.y + view.height / 2 - (here.y + here.height / 2);
  canvas.scroll({ dx: dx * readable, dy: dy * readable });
}

/** How many rounds of a repeated step are open, at its right upper corner. */
function pill(open: number) {
  const html = document.createElement('span');
  html.className = 'map-rounds';
  html.textContent = `× ${open}`;
  return { position: { top: 5, right: 6 }, html };
}

/** Draws the diagram and marks the way by classes (`map.module.css`): state is a marker over the drawing, never a repaint. */
export function useViewer(data: MapData | undefined) {
  const holder = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const scheme = useComputedColorScheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new scheme draws anew, its colours are read from the style
  useEffect(() => {
    const container = holder.current;
    if (!data || !container) return;
    const style = getComputedStyle(container);
    const viewer = new NavigatedViewer({
      container,
      bpmnRenderer: {
        defaultFillColor: style.getPropertyValue('--p-paper').trim(),
        defaultStrokeColor: style.getPropertyValue('--p-ink2').trim(),
        defaultLabelColor: style.getPropertyValue('--p-ink').trim(),
      },
    });
    // Before anything is drawn: the names as this reader knows them from everywhere else.
    viewer.on<Parsed>('import.parse.complete', ({ definitions }) => translate(definitions, data.texts));
    let gone = false;
    const draw = async () => {
      const { xml } = await withDrawing(data.xml);
      if (!gone) await viewer.importXML(xml);
    };
    draw().then(
      () => {
        if (gone) return;
        // The words beside it are what keys and readers get: nothing in the drawing takes the focus.
        for (const each of container.querySelectorAll('svg[tabindex], a')) each.setAttribute('tabindex', '-1');
        const canvas = viewer.get<Canvas>('canvas');
        const registry = viewer.get<Registry>('elementRegistry');
        const mark = (ids: readonly string[], marker: string) => {
          // A process may have changed since: what the drawing lacks is left out.
          for (const id of ids) if (registry.get(id)) canvas.addMarker(id, marker);
        };
        mark(data.next, 'map-next');
        mark(
          [...data.walkedElements, ...data.walkedFlows].filter((id) => !data.now.includes(id) && !data.stuck.includes(id)),
          'map-walked',
        );
        mark(
          data.now.filter((id) => !data.stuck.includes(id)),
          'map-now',
        );
        mark(data.stuck, 'map-stuck');
        for (const { element, open } of data.rounds) if (registry.get(element)) viewer.get<Overlays>('overlays').add(element, pill(open));
        const fitted = canvas.zoom('fit-viewport', 'auto');
        // Names hang over the edge of what they belong to.
        if (fitted < 1) canvas.zoom(fitted * withEdge, { x: container.clientWidth / 2, y: container.clientHeight / 2 });
        const here = data.now.map((id) => registry.get(id)).find((element) => element !== undefined);
        if (fitted < readable && here) showAround(canvas, here);
      },
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
      viewer.destroy();
    };
  }, [data, scheme]);
  return { holder, failed };
}
