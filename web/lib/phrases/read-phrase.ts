import type { Locale } from '../../../api/contract/common.ts';
export type PhraseReading = { at: number } | { problem: 'past' | 'unclear' };
export function readPhrase(_text: string, _locale: Locale, _when: { now: number; zone: string }): PhraseReading {
  return { problem: 'unclear' };
}
