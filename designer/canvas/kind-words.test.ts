import { expect, test } from 'vitest';
import { elements } from '../../engine/elements/index.ts';
import { triggers } from '../../engine/triggers/index.ts';
import { translator } from '../texts.tsx';
import { choices } from './choices.ts';
import { kindLabels, kindWord } from './kind-words.ts';
import { eventName, typeText } from './names.ts';

const t = translator('en');
const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

test('palette, panel and docs call an element alike: the English text is the title of its descriptor', () => {
  for (const { bpmnType, descriptor } of elements) expect(t(typeText(bpmnType)), bpmnType).toBe(descriptor.title);
  for (const { kind, descriptor } of triggers) expect(t(`trigger.${kind}`), kind).toBe(lower(descriptor.title));
});

test('the menu that changes the kind names each by what the search calls it, in each language', () => {
  expect(kindLabels.size).toBeGreaterThan(60);
  for (const locale of ['en', 'ru', 'pl'] as const) {
    const words = translator(locale);
    // In an event subprocess a start is called as any start is; the edge without a trigger is drawn before it has one.
    const within = triggers.flatMap(({ kind, positions }) =>
      positions.includes('event-sub-process') ? [eventName(words, kind, 'start', 'bpmn:StartEvent')] : [],
    );
    const more = [...within, words('type.BoundaryEvent'), words('type.EventSubProcess')];
    const known = new Set([...choices.map((choice) => choice.name(words)), ...more]);
    const bare = (label: string) => {
      const word = kindWord(label, words) ?? '';
      const [before, after] = ['kind.goesOn', 'kind.folded'].map((key) => words(key, { name: '' }).trim());
      return word
        .replace(before ?? '', '')
        .replace(after ?? '', '')
        .trim();
    };
    const strange = [...kindLabels.keys()].filter((label) => !known.has(bare(label)));
    expect(strange).toEqual([]);
  }
  expect(kindWord('User task', t)).toBe('Step of a person');
  expect(kindWord('Timer boundary event (non-interrupting)', t)).toBe('On the edge: time, the step goes on');
  expect(kindWord('Data object reference', t)).toBeUndefined();
});
