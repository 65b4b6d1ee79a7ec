import { createStore } from '../store.ts';
import { isTyped, type KeyEventLike, parseKeys, strokeMatches } from './match.ts';

export interface KeyBinding {
  /** See `match.ts`. */
  keys: string;
  /** What it does, as `?` and the palette say it; absent = it is not listed (second key for the same thing). */
  label?: string;
  group: 'everywhere' | 'lists' | 'case' | 'designer';
  run: () => void;
  /** Told only: what is on the screen answers it by itself. */
  told?: boolean;
  /** Also while typing (only keys with Ctrl, Esc and F-keys otherwise). */
  whileTyping?: boolean;
  /** Absent from the palette. */
  unlisted?: boolean;
}

/** Later layers lie on top: a side sheet answers before the list under it. */
export const layers = createStore<readonly { id: symbol; bindings: readonly KeyBinding[] }[]>([]);

const stored = 'perennial.letterKeys';
export const letterKeys = createStore(typeof localStorage === 'undefined' || localStorage.getItem(stored) !== 'off');
letterKeys.subscribe(() => localStorage.setItem(stored, letterKeys.get() ? 'on' : 'off'));

const chordMs = 1500;

/** Answers key presses from the registered bindings; keeps the first stroke of a chord. */
export function createKeyReader(bindings: () => readonly KeyBinding[], now: () => number = Date.now) {
  let begun: { event: KeyEventLike; at: number } | null = null;
  return (event: KeyEventLike, typing: boolean, letters: boolean): KeyBinding | 'chord' | null => {
    const before = begun && now() - begun.at < chordMs ? begun.event : null;
    begun = null;
    let opens = false;
    for (const binding of bindings()) {
      if (binding.told) continue;
      const strokes = parseKeys(binding.keys);
      const first = strokes[0]!;
      if (isTyped(first) && ((typing && !binding.whileTyping) || (!letters && /^Key/.test(first.code)))) continue;
      const second = strokes[1];
      if (!second) {
        if (!before && strokeMatches(first, event)) return binding;
        continue;
      }
      if (before && strokeMatches(first, before) && strokeMatches(second, event)) return binding;
      if (!before && strokeMatches(first, event)) opens = true;
    }
    if (opens) begun = { event, at: now() };
    else if (before) {
      // The chord came to nothing: the second key counts for itself.
      const alone = bindings().find((binding) => {
        if (binding.told) return false;
        const strokes = parseKeys(binding.keys);
        return strokes.length === 1 && (!isTyped(strokes[0]!) || !typing || binding.whileTyping) && strokeMatches(strokes[0]!, event);
      });
      if (alone) return alone;
    }
    return opens ? 'chord' : null;
  };
}
