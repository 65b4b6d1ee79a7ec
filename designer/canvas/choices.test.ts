import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { elements } from '../../engine/elements/index.ts';
import { triggers } from '../../engine/triggers/index.ts';
import en from '../texts/en.json';
import pl from '../texts/pl.json';
import ru from '../texts/ru.json';
import { translator } from '../texts.tsx';
import { choiceGroups, choices, findChoices } from './choices.ts';

const locales = ['en', 'ru', 'pl'] as const;
const tables: { [locale in (typeof locales)[number]]: { [key: string]: string } } = { en, ru, pl };
const pairs = triggers.flatMap(({ kind, positions }) => positions.map((position) => `${position}.${kind}`));
const found = (query: string, locale: (typeof locales)[number] = 'en') => findChoices(query, translator(locale)).map(({ key }) => key);

describe('what may be added', () => {
  test('is every element that runs, and every trigger at every place where it may stand', () => {
    const events = /Event$/;
    const others = elements.filter(({ bpmnType }) => !events.test(bpmnType)).map(({ kind }) => kind);
    expect(pairs.length).toBeGreaterThan(40);
    expect(choices.map(({ key }) => key).sort()).toEqual([...others, ...pairs].sort());
  });

  test.each(locales)('%s: everything has a name of its own and plain words', (locale) => {
    const table = tables[locale];
    const seen: string[] = [];
    const t = (key: string, values?: { [name: string]: string }) => {
      if (key in table) seen.push(key);
      return key in table ? translator(locale)(key, values) : key;
    };
    const names = choices.map((choice) => choice.name(t));
    expect(names.filter((name) => /^(type|choice|position|trigger)\.|\.(type|trigger)\.|[{}]/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(choices.flatMap(({ synonyms }) => synonyms).filter((key) => !(key in table))).toEqual([]);
    expect(
      [...triggers.map(({ kind }) => `trigger.${kind}`), ...choiceGroups.map((group) => `group.${group}`)].filter((key) => !(key in table)),
    ).toEqual([]);
    expect(seen.length).toBeGreaterThan(choices.length);
  });

  test('all glyphs are in the font', () => {
    const css = readFileSync(createRequire(import.meta.url).resolve('bpmn-js/dist/assets/bpmn-font/css/bpmn.css'), 'utf8');
    expect(choices.map(({ glyph }) => glyph).filter((glyph) => !css.includes(`.bpmn-icon-${glyph}:before`))).toEqual([]);
  });

  test.each([
    ['en', 'signal', 'start.signal'],
    ['en', 'wait signal', 'catch.signal'],
    ['en', 'rollback', 'transaction'],
    ['en', 'two of three', 'complex-gateway'],
    ['en', 'go to', 'throw.link'],
    ['ru', 'транзакция', 'transaction'],
    ['ru', 'кворум', 'complex-gateway'],
    ['ru', 'начальник', 'boundary.escalation'],
    ['ru', 'граница сигнал', 'boundary.signal'],
    ['ru', 'откатить', 'boundary.compensation'],
    ['pl', 'gdy tylko', 'catch.conditional'],
    ['pl', 'lista zadań', 'ad-hoc-sub-process'],
    ['pl', 'koniec sygnał', 'end.signal'],
    ['pl', 'wiadomość', 'start.message'],
  ] as const)('%s: "%s" finds %s', (locale, query, key) => {
    expect(found(query, locale)).toContain(key);
  });

  test.each(locales)('%s: the name of each element in the standard finds it', (locale) => {
    const steps = elements.filter(({ bpmnType }) => !bpmnType.endsWith('Event')).map(({ kind }) => kind);
    expect(steps.length).toBeGreaterThan(15);
    expect(steps.filter((kind) => !found(kind.replaceAll('-', ' '), locale).includes(kind))).toEqual([]);
    expect(found('sub-process', locale)).toContain('sub-process');
    expect(found('subprocess', locale)).toContain('sub-process');
    const places = { start: 'start', catch: 'intermediate catch', boundary: 'boundary', throw: 'intermediate throw', end: 'end' };
    const events = triggers.flatMap(({ kind, positions }) =>
      positions.flatMap((position) =>
        position === 'event-sub-process' ? [] : [[`${position}.${kind}`, `${kind} ${places[position]} event`]],
      ),
    );
    expect(events.length).toBeGreaterThan(30);
    expect(events.filter(([key, name]) => !found(name ?? '', locale).includes(key ?? ''))).toEqual([]);
    const gateways = elements.filter(({ bpmnType }) => bpmnType.endsWith('Gateway')).map(({ kind }) => kind);
    expect(found('gateway', locale)).toEqual(expect.arrayContaining(gateways));
    expect(found('task', locale)).toEqual(expect.arrayContaining(elements.map(({ kind }) => kind).filter((kind) => kind.endsWith('task'))));
    expect(found('email', locale)).toEqual(expect.arrayContaining(['service-task', 'send-task']));
    expect(found('exclusive', locale)).toContain('exclusive-gateway');
  });

  test.each([
    ['ru', 'шлюз', 'gateway'],
    ['pl', 'bramka', 'gateway'],
    ['ru', 'задача', 'task'],
    ['pl', 'zadanie', 'task'],
  ] as const)('%s: "%s" finds every %s', (locale, query, ending) => {
    const kinds = elements.map(({ kind }) => kind).filter((kind) => kind.endsWith(ending));
    expect(kinds.filter((kind) => !found(query, locale).includes(kind))).toEqual([]);
  });

  test('the name itself comes first, then what begins with it', () => {
    expect(found('End')[0]).toBe('end.none');
    expect(found('Step')[0], 'not the step of a person').toBe('task');
    expect(found('конец', 'ru')[0]).toBe('end.none');
    expect(found('nothing of that name')).toEqual([]);
  });
});
