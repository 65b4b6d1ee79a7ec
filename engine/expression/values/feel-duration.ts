import { FeelObject } from './feel-object.ts';
import { nanosPerDay, nanosPerSecond } from './feel-time.ts';
import { decimal, type FeelNumber } from './number.ts';

/** Years and months: a number of months. */
export class MonthsDuration extends FeelObject {
  readonly months: number;

  private constructor(months: number) {
    super();
    this.months = months;
  }

  static of(months: number): MonthsDuration | null {
    return Number.isSafeInteger(months) ? new MonthsDuration(months + 0) : null;
  }

  override toString(): string {
    const size = Math.abs(this.months);
    const [years, months] = [Math.floor(size / 12), size % 12];
    if (size === 0) return 'P0M';
    return `${this.months < 0 ? '-' : ''}P${years === 0 ? '' : `${years}Y`}${months === 0 ? '' : `${months}M`}`;
  }
}

/**
 * Days and time: a length of time in nanoseconds. How much of it was written as days is kept beside it: added to a time with a zone,
 * days keep the clock where 24 hours would not (a day on which clocks change). `P1D = PT24H` all the same.
 */
export class TimeDuration extends FeelObject {
  readonly days: number;
  readonly nanos: bigint;

  private constructor(days: number, nanos: bigint) {
    super();
    this.days = days;
    this.nanos = nanos;
  }

  static of(days: number, nanos: bigint): TimeDuration | null {
    if (!Number.isSafeInteger(days) || Math.abs(days) > 1e13) return null;
    return nanos > 1_000_000_000_000_000_000_000_000_000n || nanos < -1_000_000_000_000_000_000_000_000_000n
      ? null
      : new TimeDuration(days + 0, nanos);
  }

  get total(): bigint {
    return BigInt(this.days) * BigInt(nanosPerDay) + this.nanos;
  }

  override toString(): string {
    const { total } = this;
    const size = total < 0n ? 0n - total : total;
    if (size === 0n) return 'PT0S';
    const day = BigInt(nanosPerDay);
    const second = BigInt(nanosPerSecond);
    const seconds = (size % day) / second;
    const fraction = String(size % second)
      .padStart(9, '0')
      .replace(/0+$/, '');
    const [hours, minutes, rest] = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n];
    const whole = `${rest}${fraction === '' ? '' : `.${fraction}`}`;
    const clock = `${hours === 0n ? '' : `${hours}H`}${minutes === 0n ? '' : `${minutes}M`}${whole === '0' ? '' : `${whole}S`}`;
    const days = size / day;
    return `${total < 0n ? '-' : ''}P${days === 0n ? '' : `${days}D`}${clock === '' ? '' : `T${clock}`}`;
  }
}

export type FeelDuration = MonthsDuration | TimeDuration;

export function isDuration(value: unknown): value is FeelDuration {
  return value instanceof MonthsDuration || value instanceof TimeDuration;
}

/** `P1Y2M` or `P1DT2H3M4.5S`, either with a minus; null when it is none, or mixes the two. */
export function parseDuration(text: string): FeelDuration | null {
  const match = /^(-?)P(?=[\dT])(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,9})\d*)?S)?)?$/.exec(
    text,
  );
  if (!match || text.length > 60) return null;
  const [, minus, years, months, days, hours, minutes, seconds, fraction = ''] = match;
  const sign = minus === '-' ? -1 : 1;
  const ofMonths = years !== undefined || months !== undefined;
  const ofTime = [days, hours, minutes, seconds].some((part) => part !== undefined);
  if (ofMonths === ofTime) return null;
  if (ofMonths) return MonthsDuration.of(sign * (Number(years ?? 0) * 12 + Number(months ?? 0)));
  const whole = (BigInt(hours ?? 0) * 60n + BigInt(minutes ?? 0)) * 60n + BigInt(seconds ?? 0);
  const nanos = whole * BigInt(nanosPerSecond) + BigInt(fraction.padEnd(9, '0'));
  return TimeDuration.of(sign * Number(days ?? 0), BigInt(sign) * nanos);
}

/** The duration `factor` times as long, cut to whole months or nanoseconds. Null when too long. */
export function scaledDuration(duration: FeelDuration, factor: FeelNumber, divide = false): FeelDuration | null {
  const scale = (size: number | bigint) => {
    const exact = decimal(factor);
    const length = decimal(0).plus(size.toString());
    const result = divide ? length.div(exact) : length.times(exact);
    return result.isFinite() ? result.trunc() : null;
  };
  if (duration instanceof MonthsDuration) {
    const months = scale(duration.months);
    return months && MonthsDuration.of(months.toNumber());
  }
  if (!divide && typeof factor === 'number' && Number.isSafeInteger(factor))
    return TimeDuration.of(duration.days * factor, duration.nanos * BigInt(factor));
  const nanos = scale(duration.total);
  return nanos === null || nanos.abs().gt(1e27) ? null : TimeDuration.of(0, BigInt(nanos.toFixed(0)));
}
