import { createStore } from './store.ts';

/** Open or not; the box itself is loaded when first wanted. */
export const paletteOpen = createStore(false);

export function openPalette(): void {
  paletteOpen.set(true);
}
