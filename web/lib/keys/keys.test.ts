import { describe, expect, test } from 'vitest';
import { type KeyEventLike, parseKeys, showKeys, strokeMatches } from './match.ts';
import { createKeyReader, type KeyBinding } from './registry.ts';

const press = (code: string, more: Partial<KeyEventLike> = {}): KeyEventLike => ({
  code,
  key: code.replace(/^Key/, '').toLowerCase(),
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});
const bind = (keys: string, more: Partial<KeyBinding> = {}): KeyBinding => ({ keys, group: 'case', run: () => {}, ...more });

describe('a stroke', () => {
  test.each([
    ['KeyJ', press('KeyJ'), true],
    // The same key under a Russian layout types "о".
    ['KeyJ', press('KeyJ', { key: 'о' }), true],
    ['KeyJ', press('KeyJ', { shiftKey: true }), false],
    ['KeyJ', press('KeyJ', { ctrlKey: true }), false],
    // With Alt Poles type letters: nothing of ours is there.
    ['KeyL', press('KeyL', { key: 'ł', altKey: true }), false],
    ['KeyL', press('KeyL', { key: 'ł', altKey: true, ctrlKey: true }), false],
    ['Mod+KeyK', press('KeyK', { ctrlKey: true }), true],
    ['Mod+KeyK', press('KeyK', { metaKey: true, key: 'л' }), true],
    ['Mod+KeyK', press('KeyK'), false],
    ['Mod+Shift+Enter', press('Enter', { ctrlKey: true, shiftKey: true }), true],
    ['Mod+Enter', press('Enter', { ctrlKey: true, shiftKey: true }), false],
    ['Mod+Enter', press('NumpadEnter', { ctrlKey: true }), true],
    ['Digit2', press('Numpad2'), true],
    ['?', press('Slash', { key: '?', shiftKey: true }), true],
    ['?', press('Digit7', { key: '?', shiftKey: true }), true],
    // "?" of the Russian layout.
    ['?', press('Digit7', { key: '?', shiftKey: true }), true],
    ['Slash', press('Slash', { key: '.' }), true],
  ])('%s', (keys, event, expected) => {
    expect(strokeMatches(parseKeys(keys)[0]!, event)).toBe(expected);
  });

  test.each([
    ['Mod+KeyK', 'Ctrl K'],
    ['KeyG KeyI', 'G I'],
    ['Mod+Shift+Enter', 'Ctrl Shift Enter'],
    ['BracketLeft', '['],
    ['KeyR Digit3', 'R 3'],
  ])('%s is shown as %s', (keys, shown) => expect(showKeys(keys)).toBe(shown));
});

describe('the reader', () => {
  const inbox = bind('KeyG KeyI');
  const result = bind('KeyR Digit2');
  const digit = bind('Digit2');
  const note = bind('KeyN');
  const complete = bind('Mod+Enter');
  const bindings = [inbox, result, digit, note, complete];

  test('chords wait for their second key, then act', () => {
    const read = createKeyReader(() => bindings);
    expect(read(press('KeyG'), false, true)).toBe('chord');
    expect(read(press('KeyI', { key: 'ш' }), false, true)).toBe(inbox);
    expect(read(press('KeyR'), false, true)).toBe('chord');
    expect(read(press('Digit2'), false, true)).toBe(result);
    expect(read(press('Digit2'), false, true)).toBe(digit);
  });

  test('a chord that comes to nothing lets the second key count for itself', () => {
    const read = createKeyReader(() => bindings);
    read(press('KeyG'), false, true);
    expect(read(press('KeyN'), false, true)).toBe(note);
  });

  test('a chord is forgotten after a while', () => {
    let now = 0;
    const read = createKeyReader(
      () => bindings,
      () => now,
    );
    read(press('KeyG'), false, true);
    now = 5000;
    expect(read(press('KeyI'), false, true)).toBe(null);
  });

  test('letters sleep while typing, keys with Ctrl do not', () => {
    const read = createKeyReader(() => bindings);
    expect(read(press('KeyN'), true, true)).toBe(null);
    expect(read(press('KeyG'), true, true)).toBe(null);
    expect(read(press('Enter', { ctrlKey: true }), true, true)).toBe(complete);
  });

  test('letters can be switched off, digits and Ctrl stay', () => {
    const read = createKeyReader(() => bindings);
    expect(read(press('KeyN'), false, false)).toBe(null);
    expect(read(press('Digit2'), false, false)).toBe(digit);
    expect(read(press('Enter', { ctrlKey: true }), false, false)).toBe(complete);
  });

  test('what was bound last lies on top', () => {
    const above = bind('KeyN');
    const read = createKeyReader(() => [above, ...bindings]);
    expect(read(press('KeyN'), false, true)).toBe(above);
  });
});
