import type { Instant } from '../../contract/index.ts';
import { FeelDate } from './feel-date.ts';
import { FeelObject } from './feel-object.ts';
import { clockText, FeelTime, nanosPerDay, nanosPerSecond, parseClock } from './feel-time.ts';
import { offsetAt, offsetAtLocal, offsetText, utc, type Zone, zoneText } from './zone.ts';

/** A day and a time of it, local or with a zone. */
export class FeelDateTime extends FeelObject {
  readonly date: FeelDate;
  readonly time: FeelTime;
  /** Which of the two an hour that comes twice is: its offset in seconds. */
  private readonly which: number | null;

  constructor(date: FeelDate, time: FeelTime, which: number | null = null) {
    super();
    this.which = which;
    this.date = date;
    this.time = time;
  }

  /** `2026-10-24T09:00:00+02:00`; a day alone is its midnight, 24:00:00 that of the next. */
  static parse(text: string): FeelDateTime | null {
    const at = text.indexOf('T');
    const date = FeelDate.parse(at < 0 ? text : text.slice(0, at));
    if (date === null) return null;
    if (at < 0) return new FeelDateTime(date, new FeelTime(0, null));
    const clock = parseClock(text.slice(at + 1));
    if (clock === null) return null;
    if (clock.nanos < nanosPerDay) return new FeelDateTime(date, new FeelTime(clock.nanos, clock.zone));
    const next = date.addDays(1);
    return next && new FeelDateTime(next, new FeelTime(0, clock.zone));
  }

  static ofInstant(instant: Instant, zone: Zone): FeelDateTime {
    const offset = offsetAt(zone, Math.floor(instant / 1000));
    return ofLocalNanos(BigInt(Math.floor(instant)) * 1_000_000n + BigInt(offset) * BigInt(nanosPerSecond), zone, offset) as FeelDateTime;
  }

  get zone(): Zone | null {
    return this.time.zone;
  }

  private get localSeconds(): number {
    return this.date.number * 86_400 + Math.floor(this.time.nanos / nanosPerSecond);
  }

  get offset(): number | null {
    return this.which ?? (this.zone === null ? null : offsetAtLocal(this.zone, this.localSeconds));
  }

  /** Nanoseconds since 1970 UTC; of a local one as if it were UTC. */
  get epochNanos(): bigint {
    return this.localNanos - BigInt(this.offset ?? 0) * BigInt(nanosPerSecond);
  }

  private get localNanos(): bigint {
    return BigInt(this.date.number) * BigInt(nanosPerDay) + BigInt(this.time.nanos);
  }

  /** Whole days move the calendar's day and keep the clock; the rest is time that passes. */
  plus(days: number, nanos: bigint): FeelDateTime | null {
    const moved = days === 0 ? this.date : this.date.addDays(days);
    if (moved === null) return null;
    const start = days === 0 ? this : new FeelDateTime(moved, this.time);
    if (nanos === 0n) return start;
    const { zone } = this;
    if (zone === null || 'offset' in zone) return ofLocalNanos(start.localNanos + nanos, zone);
    const epoch = start.epochNanos + nanos;
    const offset = offsetAt(zone, Number(epoch / BigInt(nanosPerSecond)));
    return ofLocalNanos(epoch + BigInt(offset) * BigInt(nanosPerSecond), zone, offset);
  }

  plusMonths(months: number): FeelDateTime | null {
    const date = this.date.addMonths(months);
    return date && new FeelDateTime(date, this.time);
  }

  override toString(): string {
    return `${this.date}T${clockText(this.time.nanos)}${zoneText(this.zone)}`;
  }

  /** As variables hold it: a named zone becomes its offset. */
  toIso(): string {
    const offset = this.offset;
    return `${this.date}T${clockText(this.time.nanos)}${offset === null ? '' : offsetText(offset)}`;
  }
}

function ofLocalNanos(nanos: bigint, zone: Zone | null, which: number | null = null): FeelDateTime | null {
  const day = nanos / BigInt(nanosPerDay);
  const rest = nanos % BigInt(nanosPerDay);
  const [days, clock] = rest < 0n ? [day - 1n, rest + BigInt(nanosPerDay)] : [day, rest];
  const date = FeelDate.ofNumber(Number(days));
  return date && new FeelDateTime(date, new FeelTime(Number(clock), zone), which);
}

/** Midnight UTC: what a day is where it meets a date and time (DMN 1.5, 10.3.2.3.6). */
export function midnightUtc(date: FeelDate): FeelDateTime {
  return new FeelDateTime(date, new FeelTime(0, utc));
}
