import { Chrono } from 'chrono-node';
import type { Found, Reference } from './found.ts';
import { readWithChrono, type Speech } from './from-chrono.ts';
import { polishParsers } from './pl-parsers.ts';

/** chrono-node 2.10 has no Polish: its parser API gets ours (`pl-parsers.ts`). */
const speech: Speech = {
  chrono: new Chrono({ parsers: polishParsers, refiners: [] }),
  dayParts: [
    [/wcześnie rano|z samego rana/, { hour: 8, minute: 0 }],
    [/przed (południem|obiadem)/, { hour: 11, minute: 0 }],
    [/po (obiedzie|lunchu)/, { hour: 14, minute: 0 }],
    [/w południe|w porze obiadu/, { hour: 12, minute: 0 }],
    [/późnym popołudniem|pod koniec dnia|na koniec dnia/, { hour: 17, minute: 0 }],
    [/po południu|popołudniu/, { hour: 15, minute: 0 }],
    [/rano|z rana/, { hour: 9, minute: 0 }],
    [/wieczorem|wieczór/, { hour: 18, minute: 0 }],
  ],
  bareHour:
    /(?:^|\s)(?:o |po |od |około |ok\. |koło |do |na |przed )?(?:godz(?:inie|\.)? )?([01]?\d|2[0-3])(?:[:.]([0-5]\d))?(?: ?godz\.?| ?h)?(?=$|\s|,)/,
  night: /w nocy|nad ranem|(?<!\p{L})rano(?!\p{L})/u,
};

export function readPolish(text: string, reference: Reference): Found | null {
  return readWithChrono(spellHours(text), reference, speech);
}

const hours = [
  'pierwszej',
  'drugiej',
  'trzeciej',
  'czwartej',
  'piątej',
  'szóstej',
  'siódmej',
  'ósmej',
  'dziewiątej',
  'dziesiątej',
  'jedenastej',
  'dwunastej',
  'trzynastej',
  'czternastej',
  'piętnastej',
  'szesnastej',
  'siedemnastej',
  'osiemnastej',
  'dziewiętnastej',
  'dwudziestej',
];

/** "o dziesiątej", "wpół do jedenastej", "kwadrans po drugiej" as digits. */
function spellHours(text: string): string {
  const name = hours.join('|');
  const at = (word: string) => hours.indexOf(word) + 1;
  const early = (hour: number) => (hour < 7 ? hour + 12 : hour);
  return text
    .replace(new RegExp(`(?:o |po )?wpół do (${name})`, 'g'), (_, word: string) => `${early(at(word) - 1)}:30`)
    .replace(new RegExp(`(?:o |po )?kwadrans po (${name})`, 'g'), (_, word: string) => `${early(at(word))}:15`)
    .replace(new RegExp(`(?<!\\p{L})(${name})(?!\\p{L})`, 'gu'), (word) => String(at(word)));
}
