/**
 * Keys by their place on the keyboard (`event.code`): under a Russian layout `event.key` is Cyrillic and shortcuts by letter die.
 * `KeyJ`, `Mod+Enter`, `Shift+KeyJ`, chords `KeyG KeyI`. Nothing on Alt: with it Poles type letters.
 */
export interface Stroke {
  code: string;
  mod: boolean;
  shift: boolean;
}

export interface KeyEventLike {
  code: string;
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

export function parseKeys(keys: string): Stroke[] {
  return keys.split(' ').map((stroke) => {
    const parts = stroke.split('+');
    return { code: parts.at(-1) ?? '', mod: parts.includes('Mod'), shift: parts.includes('Shift') };
  });
}

/** `Digit1` also answers to the number pad; `?` is the character, wherever the layout has it. */
export function strokeMatches(stroke: Stroke, event: KeyEventLike): boolean {
  if (event.altKey) return false;
  const mod = event.ctrlKey || event.metaKey;
  if (stroke.mod !== mod) return false;
  if (stroke.code === '?') return event.key === '?' || (event.shiftKey && (event.key === ',' || event.code === 'Slash'));
  if (stroke.shift !== event.shiftKey) return false;
  return stroke.code === event.code.replace(/^Numpad(\d)$/, 'Digit$1').replace('NumpadEnter', 'Enter');
}

/** True for keys that type something: they sleep while a text is being typed. */
export function isTyped(stroke: Stroke): boolean {
  return !stroke.mod && stroke.code !== 'Escape' && !/^F\d+$/.test(stroke.code);
}

const shown: Record<string, string> = {
  BracketLeft: '[',
  BracketRight: ']',
  Slash: '/',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** As it stands on the key cap: `Ctrl Enter`, `G I`. */
export function showKeys(keys: string): string {
  return parseKeys(keys)
    .map(({ code, mod, shift }) => {
      const cap = shown[code] ?? code.replace(/^Key|^Digit/, '');
      return [mod ? 'Ctrl' : '', shift ? 'Shift' : '', cap].filter(Boolean).join(' ');
    })
    .join(' ');
}
