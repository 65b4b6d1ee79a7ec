import { casual } from 'chrono-node/ru';
import type { Found, Reference } from './found.ts';
import { readWithChrono, type Speech } from './from-chrono.ts';

const speech: Speech = {
  chrono: casual.clone(),
  dayParts: [
    [/рано утром/, { hour: 8, minute: 0 }],
    [/до обеда/, { hour: 11, minute: 0 }],
    [/после обеда/, { hour: 14, minute: 0 }],
    [/в обед|в полдень/, { hour: 12, minute: 0 }],
    [/утром|с утра|утречком/, { hour: 9, minute: 0 }],
    [/в конце дня|под вечер|ближе к вечеру/, { hour: 17, minute: 0 }],
    [/днём|днем/, { hour: 15, minute: 0 }],
    [/вечером/, { hour: 18, minute: 0 }],
  ],
  bareHour: /(?:^|\s)(?:в |к |после |около |с |до )?([01]?\d|2[0-3])(?:[:.]([0-5]\d))?(?: ?час(?:ам|ов|а)?| ?ч)?(?=$|\s|,)/,
  night: /ночи|(?<![а-яё])утра(?![а-яё])/,
};

export function readRussian(text: string, reference: Reference): Found | null {
  return readWithChrono(spellOut(text), reference, speech);
}

const numbers: Record<string, string> = {
  один: '1',
  одну: '1',
  два: '2',
  две: '2',
  три: '3',
  четыре: '4',
  пять: '5',
  шесть: '6',
  семь: '7',
  восемь: '8',
  девять: '9',
  десять: '10',
  одиннадцать: '11',
  двенадцать: '12',
};
const months = ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'];
const weekdays: Record<string, string> = {
  пн: 'понедельник',
  вт: 'вторник',
  ср: 'среду',
  чт: 'четверг',
  пт: 'пятницу',
  сб: 'субботу',
  вс: 'воскресенье',
};

/** Spellings chrono does not know, in words it does. `\b` knows no Cyrillic, hence the look-arounds. */
function spellOut(text: string): string {
  const word = (pattern: string) => new RegExp(`(?<![а-яё])(?:${pattern})(?![а-яё])`, 'g');
  return text
    .replace(word(Object.keys(weekdays).join('|')), (short) => weekdays[short] ?? short)
    .replace(word(Object.keys(numbers).join('|')), (name) => numbers[name] ?? name)
    .replace(word('через полтора часа'), 'через 90 минут')
    .replace(word('через полчаса'), 'через 30 минут')
    .replace(word('через четверть часа'), 'через 15 минут')
    .replace(word('через (часик|часок|час)'), 'через 1 час')
    .replace(/через (\d+)\s?ч(?![а-яё])\.?/g, 'через $1 часа')
    .replace(/через (\d+)\s?мин(?![а-яё])\.?/g, 'через $1 минут')
    .replace(word('через неделю'), 'через 7 дней')
    .replace(word('через месяц'), 'через 1 месяц')
    .replace(/на следующей неделе/g, 'в следующий понедельник')
    .replace(/(\d{1,2}):(\d\d)\s?(часов|ч)(?![а-яё])/g, '$1:$2')
    .replace(/(?<!через )(\d{1,2})(?: час(?:а|ов)?)? (дня|вечера)(?![а-яё])/g, (_, hour: string) => `${(Number(hour) % 12) + 12}:00`)
    .replace(/(\d{1,2})(?: час(?:а|ов)?)? утра(?![а-яё])/g, '$1:00 утра')
    .replace(
      /(?<![\d.:])(?<!(?:в|к|после|с) )(\d{1,2})\.(0?[1-9]|1[0-2])(?![\d.:])/g,
      (_, day: string, month: string) => `${day} ${months[Number(month) - 1]}`,
    );
}
