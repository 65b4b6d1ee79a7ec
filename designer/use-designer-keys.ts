import { useEffect, useRef } from 'react';
import type { Canvas } from './canvas/create-modeler.ts';
import { toCanvas } from './canvas/keep-in-sight.ts';

interface Actions {
  nextProblem(): void;
  publish(): void;
  more(): void;
  outline(): void;
  /** False: nothing is selected that a way may lead on from. */
  connect(): boolean;
  canvas: Canvas | undefined;
}

/** What the canvas itself answers by letter, by the place of the key. */
const ofTheCanvas: { [code: string]: string } = {
  KeyE: 'directEditing',
  KeyR: 'replaceElement',
  KeyC: 'globalConnectTool',
  KeyH: 'handTool',
  KeyL: 'lassoTool',
  KeyS: 'spaceTool',
};

/**
 * F8, Ctrl+Enter, N and A (what to add), O (outline), C (connect), those of the canvas, and undo and redo by physical key, so that they work under a
 * Russian layout too, and wherever the focus is. Letters sleep in inputs.
 */
export function useDesignerKeys(actions: Actions): void {
  const current = useRef(actions);
  current.current = actions;
  useEffect(() => {
    // G begins a chord that goes to another place: the letter after it is not ours.
    let chordAt = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent) => {
      const { nextProblem, publish, more, outline, connect, canvas } = current.current;
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
      else if (plain && event.code === 'KeyC' && connect()) return eaten(event);
      else if (plain && ofTheCanvas[event.code]) {
        const actions = canvas?.modeler.get<EditorActions | null>('editorActions', false);
        const action = ofTheCanvas[event.code] ?? '';
        if (!actions?.isRegistered(action)) return;
        toCanvas(canvas);
        actions.trigger(action, event);
      } else return;
      eaten(event);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}

interface EditorActions {
  isRegistered(action: string): boolean;
  trigger(action: string, event: KeyboardEvent): void;
}

function eaten(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

function inInput(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable]') !== null;
}

function inDialog(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLElement && event.target.closest('[role="dialog"], [role="listbox"]') !== null;
}
