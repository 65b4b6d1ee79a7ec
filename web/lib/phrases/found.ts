export interface Reference {
  now: number;
  /** IANA zone of who speaks. */
  zone: string;
}

export interface Day {
  year: number;
  month: number;
  day: number;
}

export interface Hour {
  hour: number;
  minute: number;
}

/** What a phrase said: an instant ("in 2 hours"), or a day and an hour, either of which may be absent. */
export type Found =
  | { at: number }
  | {
      date?: Day;
      /** What the day leaves open, so that it can be moved ahead: the week of a weekday, the year of a date. */
      loose?: 'week' | 'year';
      time?: Hour;
    };

/** Nobody is called before seven: "at 3" is the afternoon. Whoever means the night writes 03:00 or says so. */
export function workingHour(hour: number, written: string): number {
  return hour > 0 && hour < 7 && !/[:.]\d\d|^0/.test(written) ? hour + 12 : hour;
}
