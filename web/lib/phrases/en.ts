import { casual } from 'chrono-node/en';
import type { Found, Reference } from './found.ts';
import { readWithChrono, type Speech } from './from-chrono.ts';

/** British order of day and month: 3/12 is the third of December, as in the rest of Europe. */
const chrono = casual.clone();

const speech: Speech = {
  chrono,
  dayParts: [
    [/\b(early morning)\b/, { hour: 8, minute: 0 }],
    [/\b(before lunch)\b/, { hour: 11, minute: 0 }],
    [/\b(after lunch|early afternoon)\b/, { hour: 14, minute: 0 }],
    [/\b(lunch|lunchtime|noon|midday)\b/, { hour: 12, minute: 0 }],
    [/\b(morning)\b/, { hour: 9, minute: 0 }],
    [/\b(late afternoon|end of (the )?day|eod)\b/, { hour: 17, minute: 0 }],
    [/\b(afternoon)\b/, { hour: 15, minute: 0 }],
    [/\b(evening|tonight)\b/, { hour: 18, minute: 0 }],
  ],
  bareHour: /(?:^|\s)(?:at |after |around |about |from |by )?([01]?\d|2[0-3])(?:[:.]([0-5]\d))?(?:h| o'?clock)?(?=$|\s|,)/,
  night: /\b(am|a\.m\.|at night)\b|\d(am)\b/,
};

export function readEnglish(text: string, reference: Reference): Found | null {
  return readWithChrono(spellOut(text), reference, speech);
}

/** Spellings chrono does not know, in words it does. */
function spellOut(text: string): string {
  return text
    .replace(/\b(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?(?=$|\s|,)/g, (whole, day: string, month: string, year?: string) => {
      const name = months[Number(month) - 1];
      return name ? [day, name, year].filter(Boolean).join(' ') : whole;
    })
    .replace(/\bin (an? )?half an? hour\b|\bin half hour\b/g, 'in 30 minutes')
    .replace(/\bin a quarter of an hour\b/g, 'in 15 minutes')
    .replace(/\b(?:in )?an hour and a half\b/g, 'in 90 minutes')
    .replace(/\bin (\d+)\s?h\b/g, 'in $1 hours')
    .replace(/\bday after tomorrow\b/g, 'in 2 days')
    .replace(/\bin a fortnight\b/g, 'in 2 weeks')
    .replace(/\btmrw?\b|\btomorow\b|\btommorow\b/g, 'tomorrow')
    .replace(/\bnext week\b/g, 'next monday');
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
