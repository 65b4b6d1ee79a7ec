import { useEffect, useRef } from 'react';
import type { Canvas } from './canvas/create-modeler.ts';

interface Actions {
  nextProblem(): void;
  publish(): void;
  canvas: Canvas | undefined;
}

/** F8, Ctrl+Enter, and undo and redo by physical key, so that they work under a Russian layout too. Letters sleep in inputs. */
export function useDesignerKeys(actions: Actions): void {
  const current = useRef(actions);
  current.current = actions;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { nextProblem, publish, canvas } = current.current;
      const ctrl = event.ctrlKey || event.metaKey;
      if (event.code === 'F8') nextProblem();
      else if (ctrl && event.code === 'Enter') publish();
      else if (ctrl && (event.code === 'KeyZ' || event.code === 'KeyY') && !inInput(event)) {
        const stack = canvas?.modeler.get<{ undo(): void; redo(): void }>('commandStack');
        if (event.code === 'KeyY' || event.shiftKey) stack?.redo();
        else stack?.undo();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}

function inInput(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable]') !== null;
}
