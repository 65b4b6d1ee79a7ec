import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { PadHost } from './context-pad.ts';
import { type Canvas, createModeler } from './create-modeler.ts';
import { exportXml, type ImportOutcome, importDiagram } from './import-diagram.ts';
import { keepInSight } from './keep-in-sight.ts';
import type { DiagramElement } from './moddle-element.ts';

export interface CanvasState {
  canvas: Canvas | undefined;
  selected: DiagramElement | undefined;
  outcome: ImportOutcome | undefined;
  /** Grows with every change of the diagram, so that what is derived from it is drawn anew. */
  revision: number;
  /** 1 = life size. */
  zoom: number;
}

const debounceMs = 250;

/** Owns one modeler for the life of the container; loads `xml` when `key` changes and tells each change as XML. */
export function useCanvas(
  container: RefObject<HTMLDivElement | null>,
  key: string,
  xml: string,
  onXml: (xml: string) => void,
  readOnly: boolean,
  host: RefObject<PadHost>,
): CanvasState & { flush(): Promise<void> } {
  const [state, setState] = useState<CanvasState>({ canvas: undefined, selected: undefined, outcome: undefined, revision: 0, zoom: 1 });
  const tell = useRef(onXml);
  tell.current = onXml;
  const pending = useRef<() => Promise<void>>(undefined);

  useEffect(() => {
    if (!container.current) return;
    const canvas = createModeler(container.current, readOnly, host);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let chosen: DiagramElement | undefined;
    const rest = keepInSight(canvas, container.current, () => chosen);
    canvas.modeler.on('selection.changed', ({ newSelection }: { newSelection: DiagramElement[] }) => {
      const only = newSelection.length === 1 ? (newSelection[0]?.labelTarget ?? newSelection[0]) : undefined;
      chosen = only;
      setState((before) => ({ ...before, selected: only }));
    });
    canvas.modeler.on('commandStack.changed', () => {
      setState((before) => ({ ...before, revision: before.revision + 1 }));
      clearTimeout(timer);
      const send = async () => {
        clearTimeout(timer);
        if (pending.current !== send) return;
        pending.current = undefined;
        tell.current(await exportXml(canvas));
      };
      pending.current = send;
      timer = setTimeout(() => void send(), debounceMs);
    });
    canvas.modeler.on('canvas.viewbox.changed', ({ viewbox }: { viewbox: { scale: number } }) =>
      setState((before) => (before.zoom === viewbox.scale ? before : { ...before, zoom: viewbox.scale })),
    );
    // Nothing is on it yet: its root is no process to ask about.
    setState((before) => ({ ...before, canvas, selected: undefined, outcome: undefined }));
    return () => {
      // Drawn a moment before leaving: it is told all the same.
      void pending.current?.();
      rest();
      canvas.modeler.destroy();
    };
  }, [container, readOnly, host]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: loaded once per key and canvas; later XML is our own.
  useEffect(() => {
    const { canvas } = state;
    if (!canvas) return;
    let current = true;
    // A stroke of the drawing that goes is no change of the one that comes.
    pending.current = undefined;
    void importDiagram(canvas, xml).then((outcome) => {
      if (current) setState((before) => ({ ...before, outcome, selected: undefined, revision: before.revision + 1 }));
    });
    return () => {
      current = false;
    };
  }, [state.canvas, key]);

  /** Tells at once what would be told in a moment. */
  const flush = useCallback(async () => pending.current?.(), []);
  return { ...state, flush };
}
