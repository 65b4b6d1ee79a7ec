import { describe, expect, it } from 'vitest';
import type { CompiledPackage } from '../../engine/contract/index.ts';
import { incidentDetail, incidentText } from './incident-text.ts';

const flow = (id: string, source: string, target: string) => ({ id, source, target });
const element = (id: string, kind: string, name?: string) => ({ id, kind, name, incoming: id === 'g' ? ['a'] : ['b'], outgoing: [] });
const pkg = {
  processes: [
    {
      elements: [element('ask', 'user-task', 'Ask'), element('g', 'exclusive-gateway'), element('pack', 'user-task', 'Pack')],
      flows: [flow('a', 'ask', 'g'), flow('b', 'g', 'pack')],
    },
  ],
  texts: { ru: { Pack: 'Собрать' } },
} as unknown as CompiledPackage;
const text = (locale: 'en' | 'ru' | 'pl', code: string, message: string) => incidentText(locale, { code, message }, { pkg });

describe('what stopped a case', () => {
  it.each([
    [
      'missingVariable',
      `condition of flow b: Variable 'x' not found. (in "x > 1")`,
      'Условие пути к шагу «Собрать»: значения «x» нет. Формула: x > 1',
    ],
    [
      'missingVariable',
      `condition of flow gone: Variable 'x' not found. (in "x")`,
      'Условие дальнейшего пути: значения «x» нет. Формула: x',
    ],
    [
      'missingVariable',
      `condition of flow a: Variable 'x' not found. (in "x")`,
      'Условие пути к шагу «Решение после «Ask»»: значения «x» нет. Формула: x',
    ],
    [
      'missingVariable',
      `collection: Variable 'items' not found. (in "items")`,
      'Список для повторов: значения «items» нет. Формула: items',
    ],
    ['missingVariable', `Pack: input sum: Variable 'x' not found. (in "x: 1")`, 'Что получает как «sum»: значения «x» нет. Формула: x: 1'],
    ['expression', `priority: Something odd: really. (in "a(b)")`, 'Приоритет: формулу нельзя вычислить. Формула: a(b)'],
    [
      'loop',
      'The collection "items" gives nothing (null), not a list. An empty list would pass at once',
      '«items» — пусто, а нужен список.',
    ],
    ['calledPackage', 'There is no published version 3 of package "credit" to call', 'Вызываемый процесс «credit» не опубликован.'],
    ['jobFailed', 'connect ECONNREFUSED', 'Автоматический шаг не удался.'],
    ['ofAWorker', 'Disk full', 'Disk full'],
  ])('%s: %s', (code, message, expected) => {
    expect(text('ru', code, message)).toBe(expected);
  });

  it('begins with a capital where no place is known', () => {
    expect(text('en', 'calledProcess', 'The package has no process "p" to call')).toBe('There is no process “p” that it could call.');
    expect(text('pl', 'calendar', 'There is no calendar "north"')).toBe('Nie ma kalendarza „north”.');
  });
});

it('says beside it what another system said, and no sentence of the engine that it has said already', () => {
  expect(incidentDetail({ code: 'jobFailed', message: 'connect ECONNREFUSED' })).toBe('connect ECONNREFUSED');
  expect(incidentDetail({ code: 'missingVariable', message: `condition of flow b: Variable 'x' not found. (in "x > 1")` })).toBeUndefined();
  expect(incidentDetail({ code: 'noFlow', message: 'No way on from "g" (g)' })).toBeUndefined();
  expect(incidentDetail({ code: 'ofAWorker', message: 'Disk full' })).toBeUndefined();
});
