import { useEffect, useRef } from 'react';
import type { Canvas } from './canvas/create-modeler.ts';

interface Actions {
  nextProblem(): void;
  publish(): void;
  more(): void;
  outline(): void;
  canvas: Canvas | undefined;
}

/** F8, Ctrl+Enter, N and A (what to add), O (outline), and undo and redo by physical key, so that they work under a Russian layout too. Letters sleep in inputs. */
export function useDesignerKeys(actions: Actions): void {
  const current = useRef(actions);
  current.current = actions;
  useEffect(() => {
    // G begins a chord that goes to another place: the letter after it is not ours.
    let chordAt = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent) => {
      const { nextProblem, publish, more, outline, canvas } = current.current;
      const ctrl = event.ctrlKey || event.metaKey;
      const chord = event.timeStamp - chordAt < 1000;
      if (event.code === 'KeyG') chordAt = event.timeStamp;
      const plain = !chord && !ctrl && !event.altKey && !event.shiftKey && !inInput(event) && !inDialog(event);
      if (event.code === 'F8') nextProblem();
      else if (ctrl && event.code === 'Enter') publish();
      else if (ctrl && (event.code === 'KeyZ' || event.code === 'KeyY') && !inInput(event)) {
        const stack = canvas?.modeler.get<{ undo(): void; redo(): void } | null>('commandStack', false);
        if (event.code === 'KeyY' || event.shiftKey) stack?.redo();
        else stack?.undo();
      } else if (plain && (event.code === 'KeyN' || event.code === 'KeyA')) more();
      else if (plain && event.code === 'KeyO') outline();
      else return;
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

function inDialog(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLElement && event.target.closest('[role="dialog"], [role="listbox"]') !== null;
}
