import { useComputedColorScheme } from '@mantine/core';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import { useEffect, useRef, useState } from 'react';

export interface MapData {
  xml: string;
  walkedElements: string[];
  walkedFlows: string[];
  now: string[];
  next: string[];
}

interface Canvas {
  addMarker(element: string, marker: string): void;
  zoom(level: 'fit-viewport', center: 'auto'): void;
}
interface Registry {
  get(id: string): unknown;
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
    let gone = false;
    viewer.importXML(data.xml).then(
      () => {
        if (gone) return;
        const canvas = viewer.get<Canvas>('canvas');
        const registry = viewer.get<Registry>('elementRegistry');
        const mark = (ids: readonly string[], marker: string) => {
          // A process may have changed since: what the drawing lacks is left out.
          for (const id of ids) if (registry.get(id)) canvas.addMarker(id, marker);
        };
        mark(data.next, 'map-next');
        mark(
          [...data.walkedElements, ...data.walkedFlows].filter((id) => !data.now.includes(id)),
          'map-walked',
        );
        mark(data.now, 'map-now');
        canvas.zoom('fit-viewport', 'auto');
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
