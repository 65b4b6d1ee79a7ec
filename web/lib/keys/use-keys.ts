import { useEffect, useRef } from 'react';
import { createKeyReader, type KeyBinding, layers, letterKeys } from './registry.ts';

/** Binds keys as long as the component is on screen. The newest functions are called; the list may change on each render. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const current = useRef(bindings);
  current.current = bindings;
  const shape = bindings.map((binding) => `${binding.keys}|${binding.label ?? ''}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape is what the help sheet shows; functions are read when pressed
  useEffect(() => {
    const id = Symbol('layer');
    const live = current.current.map((binding, index) => ({ ...binding, run: () => current.current[index]?.run() }));
    layers.set((all) => [...all, { id, bindings: live }]);
    return () => layers.set((all) => all.filter((layer) => layer.id !== id));
  }, [shape]);
}

export function isTypingIn(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'file'].includes(target.type);
}

/** One listener for the whole app. */
export function useKeyReader(): void {
  useEffect(() => {
    const read = createKeyReader(() =>
      layers
        .get()
        .toReversed()
        .flatMap((layer) => layer.bindings),
    );
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || (event.repeat && event.code === 'Enter')) return;
      // Enter and Space belong to the control that has the focus.
      const onControl = event.target instanceof Element && event.target.closest('button, a, [role=checkbox], [role=radio], [role=option]');
      if (onControl && (event.code === 'Enter' || event.code === 'Space') && !event.ctrlKey && !event.metaKey) return;
      const found = read(event, isTypingIn(event.target), letterKeys.get());
      if (!found) return;
      event.preventDefault();
      if (found !== 'chord') found.run();
    };
    // A list of choices takes every Enter for itself and opens; with Ctrl it is not meant.
    const onModEnter = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || !/Enter$/.test(event.code)) return;
      onKey(event);
      if (event.defaultPrevented) event.stopPropagation();
    };
    window.addEventListener('keydown', onModEnter, { capture: true });
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onModEnter, { capture: true });
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}
