import type { Parser, ParsingContext } from 'chrono-node';

interface Components {
  year?: number;
  month?: number;
  day?: number;
  hour?: number;
  minute?: number;
  /** Only this is said then; the day follows from it. */
  weekday?: number;
}

/** A parser from a pattern whose groups start and end at letters' edges (`\b` knows no ą, ę, ś). */
function parser(pattern: string, read: (match: RegExpMatchArray, context: ParsingContext) => Components | number | null): Parser {
  const edged = new RegExp(`(?<![\\p{L}\\d])(?:${pattern})(?![\\p{L}\\d])`, 'iu');
  return {
    pattern: () => edged,
    extract(context, match) {
      const found = read(match, context);
      if (found === null) return null;
      if (typeof found === 'object') {
        const { weekday, year, month, day } = found;
        if (weekday === undefined) return context.createParsingComponents(found as never);
        const components = context.createParsingComponents({ weekday } as never);
        return components
          .imply('year', year ?? 0)
          .imply('month', month ?? 1)
          .imply('day', day ?? 1);
      }
      // Minutes from now: an instant, told apart from a place on the clock by the tag.
      const at = new Date(context.reference.instant.getTime() + found * 60_000);
      const offset = context.reference.getTimezoneOffset();
      const wall = new Date(at.getTime() + offset * 60_000);
      const components = context.createParsingComponents({
        year: wall.getUTCFullYear(),
        month: wall.getUTCMonth() + 1,
        day: wall.getUTCDate(),
        hour: wall.getUTCHours(),
        minute: wall.getUTCMinutes(),
        second: wall.getUTCSeconds(),
        millisecond: wall.getUTCMilliseconds(),
        timezoneOffset: offset,
      } as never);
      components.addTag('result/relativeDateAndTime');
      return components;
    },
  };
}

function today(context: ParsingContext): Date {
  const wall = new Date(context.reference.instant.getTime() + context.reference.getTimezoneOffset() * 60_000);
  return new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate()));
}

function inDays(context: ParsingContext, days: number): Components {
  const day = today(context);
  day.setUTCDate(day.getUTCDate() + days);
  return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() };
}

function inMonths(context: ParsingContext, months: number): Components {
  const from = today(context);
  const day = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: Math.min(from.getUTCDate(), last) };
}

const words: Record<string, number> = {
  jeden: 1,
  jedną: 1,
  dwa: 2,
  dwie: 2,
  trzy: 3,
  cztery: 4,
  pięć: 5,
  sześć: 6,
  siedem: 7,
  osiem: 8,
  dziewięć: 9,
  dziesięć: 10,
  kilka: 3,
  parę: 2,
};
const amount = `(\\d+|${Object.keys(words).join('|')})`;
const count = (text: string) => words[text.toLowerCase()] ?? Number(text);

const weekdays = ['niedziel', 'poniedział', 'wtor', 'śro', 'czwart', 'piąt', 'sobot'];
const weekday =
  '(niedziel[aęi]|nd|poniedział(?:ek|ku)|pn|pon|wtor(?:ek|ku)|wt|środ[aęy]|śr|czwart(?:ek|ku)|czw|cz|piąt(?:ek|ku)|pt|sobot[aęy]|sob|sb)\\.?';
const shorts: Record<string, number> = { nd: 0, pn: 1, pon: 1, wt: 2, śr: 3, czw: 4, cz: 4, pt: 5, sob: 6, sb: 6 };

function weekdayOf(text: string): number {
  const word = text.toLowerCase().replace('.', '');
  return shorts[word] ?? weekdays.findIndex((stem) => word.startsWith(stem));
}

/** The next one; today's own weekday counts as today, and moves on when its hour is over. */
function nextWeekday(context: ParsingContext, wanted: number, weeks: number): Components {
  const now = today(context).getUTCDay();
  if (weeks > 0) {
    // "Next Tuesday" is the Tuesday of next week, weeks starting on Monday.
    const toMonday = 7 - ((now + 6) % 7);
    return inDays(context, toMonday + ((wanted + 6) % 7));
  }
  const { year, month, day } = inDays(context, (wanted - now + 7) % 7);
  return { year, month, day, weekday: wanted };
}

const months = ['sty', 'lut', 'mar', 'kwi', 'maj', 'cze', 'lip', 'sie', 'wrz', 'paź', 'lis', 'gru'];
const month =
  '(stycz(?:nia|eń)|lut(?:ego|y)|mar(?:ca|zec)|kwie(?:tnia|cień)|maj[a]?|czerw(?:ca|iec)|lip(?:ca|iec)|sierp(?:nia|ień)|wrze(?:śnia|sień)|październik[a]?|listopad[a]?|grud(?:nia|zień)|sty|lut|mar|kwi|cze|lip|sie|wrz|paź|lis|gru)\\.?';

export const polishParsers: Parser[] = [
  parser(
    `za ${amount} ?(?:godzin[ęy]?|godz\\.?|h)(?: (?:i|oraz) ${amount} ?min(?:ut[ęy]?)?\\.?)?`,
    (match) => count(match[1] ?? '') * 60 + (match[2] ? count(match[2]) : 0),
  ),
  parser(`za ${amount} ?min(?:ut[ęy]?)?\\.?`, (match) => count(match[1] ?? '')),
  parser('za godzinę|za godzinkę', () => 60),
  parser('za pół godziny|za pół godzinki', () => 30),
  parser('za półtorej godziny', () => 90),
  parser('za kwadrans', () => 15),
  parser('dziś|dzisiaj', (_, context) => inDays(context, 0)),
  parser('wczoraj', (_, context) => inDays(context, -1)),
  parser('jutro', (_, context) => inDays(context, 1)),
  parser('pojutrze', (_, context) => inDays(context, 2)),
  parser(`za ${amount} (?:dni|dzień)`, (match, context) => inDays(context, count(match[1] ?? ''))),
  parser('za dzień', (_, context) => inDays(context, 1)),
  parser('za tydzień', (_, context) => inDays(context, 7)),
  parser(`za ${amount} tygodni(?:e)?`, (match, context) => inDays(context, 7 * count(match[1] ?? ''))),
  parser('za miesiąc', (_, context) => inMonths(context, 1)),
  parser(`za ${amount} miesi(?:ące|ęcy)`, (match, context) => inMonths(context, count(match[1] ?? ''))),
  parser('w przyszłym tygodniu|w następnym tygodniu', (_, context) => nextWeekday(context, 1, 1)),
  parser(`(?:(?:we|w) )?(przyszł[yąae]|następn[yąae]) ${weekday}`, (match, context) => nextWeekday(context, weekdayOf(match[2] ?? ''), 1)),
  parser(`(?:(?:we|w) )?${weekday} (?:w )?(przyszłym|następnym|za) ?(?:tygodniu|tydzień)`, (match, context) =>
    nextWeekday(context, weekdayOf(match[1] ?? ''), 1),
  ),
  parser(`(?:(?:we|w|do|od) )?${weekday}`, (match, context) => nextWeekday(context, weekdayOf(match[1] ?? ''), 0)),
  parser(`(\\d{1,2})(?:\\.|-?go)? ${month}(?: (\\d{4}))?`, (match) =>
    dated(Number(match[1]), months.findIndex((stem) => (match[2] ?? '').toLowerCase().startsWith(stem)) + 1, match[3]),
  ),
  parser('(?<!(?:o|po|od|do|godz\\.) )(\\d{1,2})[./-](0?[1-9]|1[0-2])(?:[./-](\\d{4}))?(?![:\\d])', (match) =>
    dated(Number(match[1]), Number(match[2]), match[3]),
  ),
  parser('(\\d{4})-(\\d{2})-(\\d{2})', (match) => ({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) })),
  parser('([01]?\\d|2[0-3]):([0-5]\\d)', (match) => ({ hour: Number(match[1]), minute: Number(match[2]) })),
];

/** A date without a year is left open, to be moved to the next one. */
function dated(day: number, monthNumber: number, year: string | undefined): Components | null {
  if (day < 1 || day > 31 || monthNumber < 1) return null;
  return year ? { year: Number(year), month: monthNumber, day } : { month: monthNumber, day };
}
