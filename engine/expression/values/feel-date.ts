import { dayNumber, dayOfNumber, daysInMonth, lastYear, weekdayOf } from './calendar-day.ts';
import { FeelObject } from './feel-object.ts';

/** A day, without a time. */
export class FeelDate extends FeelObject {
  readonly year: number;
  readonly month: number;
  readonly day: number;

  private constructor(year: number, month: number, day: number) {
    super();
    this.year = year;
    this.month = month;
    this.day = day;
  }

  /** Null when there is no such day. */
  static of(year: number, month: number, day: number): FeelDate | null {
    if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return null;
    if (Math.abs(year) > lastYear || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
    return new FeelDate(year, month, day);
  }

  static ofNumber(number: number): FeelDate | null {
    return Number.isSafeInteger(number) && Math.abs(number) < 4e11 ? FeelDate.of(...dayOfNumber(number)) : null;
  }

  /** `2026-02-28`; a year of more than four digits has no leading zero. */
  static parse(text: string): FeelDate | null {
    const match = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d\d)-(\d\d)$/.exec(text);
    if (!match) return null;
    const [, sign, year, month, day] = match;
    return FeelDate.of(sign === '-' ? 0 - Number(year) : Number(year), Number(month), Number(day));
  }

  /** Days since 1970-01-01. */
  get number(): number {
    return dayNumber(this.year, this.month, this.day);
  }

  /** 1 = Monday. */
  get weekday(): number {
    return weekdayOf(this.number);
  }

  addDays(days: number): FeelDate | null {
    return FeelDate.ofNumber(this.number + days);
  }

  /** The same day of another month, or that month's last. */
  addMonths(months: number): FeelDate | null {
    const count = this.year * 12 + this.month - 1 + months;
    const [year, month] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
    return FeelDate.of(year, month, Math.min(this.day, daysInMonth(year, month)));
  }

  override toString(): string {
    const year = String(Math.abs(this.year)).padStart(4, '0');
    const [month, day] = [this.month, this.day].map((part) => String(part).padStart(2, '0'));
    return `${this.year < 0 ? '-' : ''}${year}-${month}-${day}`;
  }
}
