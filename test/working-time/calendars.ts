import type { WalkedCalendar } from './walker.ts';

type Intervals = [string, string][];
const weekdays = (intervals: Intervals) => Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, intervals]));
const daily = (intervals: Intervals) => ({ ...weekdays(intervals), '6': intervals, '7': intervals });
const calendar = (zone: string, week: WalkedCalendar['week'], days: WalkedCalendar['days'] = {}): WalkedCalendar => ({ zone, week, days });
const office: Intervals = [['09:00', '17:00']];
const split: Intervals = [
  ['09:00', '13:00'],
  ['14:00', '18:00'],
];
const allDay: Intervals = [['00:00', '24:00']];

/** The calendars of the table: hours of many kinds, in zones of many kinds. */
export const tableCalendars: { [name: string]: WalkedCalendar } = {
  office: calendar('Europe/Warsaw', weekdays(office)),
  split: calendar('Europe/Warsaw', weekdays(split)),
  /** Three pieces a day, also on Saturday. */
  pieces: calendar('Europe/Warsaw', {
    ...weekdays([
      ['06:30', '08:00'],
      ['10:15', '12:00'],
      ['20:00', '22:45'],
    ]),
    '6': [['10:00', '12:00']],
  }),
  /** Epiphany, a short New Year's Eve, Constitution Day, and a Saturday worked for a bridge. */
  poland: calendar('Europe/Warsaw', weekdays(split), {
    '2026-12-24': [],
    '2026-12-25': [],
    '2026-12-31': [['09:00', '13:00']],
    '2027-01-01': [],
    '2027-01-06': [],
    '2027-05-03': [],
    '2027-05-27': [],
    '2027-05-28': [],
    '2027-05-22': split,
    '2027-11-11': [],
    '2027-11-12': [],
    '2027-11-20': [['09:00', '14:00']],
  }),
  night: calendar('Europe/Warsaw', weekdays([['22:00', '06:00']])),
  /** A holiday takes the shift that begins on it. */
  nightHoliday: calendar('Europe/Warsaw', weekdays([['22:00', '06:00']]), { '2027-02-03': [], '2027-02-06': [['20:00', '02:00']] }),
  saturdayNight: calendar('Europe/Warsaw', { '6': [['22:00', '06:00']] }),
  /** Day and night shift on the same days, which meet at 22:00. */
  shifts: calendar(
    'Europe/Warsaw',
    weekdays([
      ['14:00', '22:00'],
      ['22:00', '06:00'],
    ]),
  ),
  always: calendar('Europe/Warsaw', daily(allDay)),
  /** Begins within the hour that is left out in March and ends in the one shown twice in October. */
  smallHours: calendar('Europe/Warsaw', daily([['01:30', '02:30']])),
  gap: calendar('Europe/Warsaw', daily([['02:15', '04:00']])),
  moscow: calendar('Europe/Moscow', weekdays([['09:00', '18:00']])),
  moscowAlways: calendar('Europe/Moscow', daily(allDay)),
  moscowNight: calendar('Europe/Moscow', daily([['23:00', '05:00']])),
  /** Days off moved: Saturday 20 February worked and short, Monday 22 off with the 23rd. */
  russia: calendar(
    'Europe/Moscow',
    weekdays([
      ['09:00', '13:00'],
      ['14:00', '18:00'],
    ]),
    {
      '2027-02-20': [
        ['09:00', '13:00'],
        ['14:00', '17:00'],
      ],
      '2027-02-22': [],
      '2027-02-23': [],
      '2027-03-08': [],
      '2027-11-03': [
        ['09:00', '13:00'],
        ['14:00', '17:00'],
      ],
      '2027-11-04': [],
      '2027-11-05': [],
    },
  ),
  kathmandu: calendar('Asia/Kathmandu', { '7': office, ...weekdays(office), '5': [['09:00', '15:00']] }),
  stJohns: calendar('America/St_Johns', weekdays(office)),
  apia: calendar('Pacific/Apia', weekdays(office)),
  apiaNight: calendar('Pacific/Apia', daily([['21:00', '03:00']])),
  lordHowe: calendar('Australia/Lord_Howe', daily(allDay)),
  newYork: calendar('America/New_York', weekdays([['08:30', '17:15']]), {
    '2027-07-05': [],
    '2027-11-25': [],
    '2027-11-26': [['08:30', '13:00']],
  }),
  saoPaulo: calendar('America/Sao_Paulo', daily([['22:00', '04:00']])),
  kolkata: calendar('Asia/Kolkata', { ...weekdays([['10:00', '19:00']]), '6': [['10:00', '14:00']] }),
  chatham: calendar('Pacific/Chatham', weekdays(office)),
};
