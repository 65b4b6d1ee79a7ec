import { FeelObject } from './feel-object.ts';
import { offsetAtLocal, parseZone, type Zone, zoneText } from './zone.ts';

export const nanosPerSecond = 1_000_000_000;
export const nanosPerDay = 86_400 * nanosPerSecond;

/** Local seconds of 2000-01-01: a time of day with a named zone has no day, so it is compared by the zone's offset then. */
const referenceDay = 946_684_800;

/** A time of day, in nanoseconds since midnight. */
export class FeelTime extends FeelObject {
  readonly nanos: number;
  readonly zone: Zone | null;

  constructor(nanos: number, zone: Zone | null) {
    super();
    this.nanos = nanos;
    this.zone = zone;
  }

  static of(hour: number, minute: number, second: number, nano: number, zone: Zone | null): FeelTime | null {
    for (const part of [hour, minute, second, nano]) if (!Number.isInteger(part) || part < 0) return null;
    if (hour > 23 || minute > 59 || second > 59 || nano >= nanosPerSecond) return null;
    return new FeelTime(((hour * 60 + minute) * 60 + second) * nanosPerSecond + nano, zone);
  }

  static parse(text: string): FeelTime | null {
    const parts = parseClock(text);
    return parts === null || parts.nanos >= nanosPerDay ? null : new FeelTime(parts.nanos, parts.zone);
  }

  get hour(): number {
    return Math.floor(this.nanos / (3600 * nanosPerSecond));
  }

  get minute(): number {
    return Math.floor(this.nanos / (60 * nanosPerSecond)) % 60;
  }

  get second(): number {
    return Math.floor(this.nanos / nanosPerSecond) % 60;
  }

  /** Seconds east of UTC; null for a local time. */
  get offset(): number | null {
    return this.zone === null ? null : offsetAtLocal(this.zone, referenceDay + Math.floor(this.nanos / nanosPerSecond));
  }

  /** Nanoseconds since midnight UTC; a local time counts as UTC. */
  get utcNanos(): number {
    return this.nanos - (this.offset ?? 0) * nanosPerSecond;
  }

  plusNanos(nanos: bigint): FeelTime {
    const sum = (BigInt(this.nanos) + nanos) % BigInt(nanosPerDay);
    return new FeelTime(Number(sum < 0n ? sum + BigInt(nanosPerDay) : sum), this.zone);
  }

  override toString(): string {
    return clockText(this.nanos) + zoneText(this.zone);
  }
}

/** `10:30:00.5+02:00`, up to 24:00:00. Null when it is none. */
export function parseClock(text: string): { nanos: number; zone: Zone | null } | null {
  const match = /^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?\d*(.*)$/.exec(text);
  if (!match) return null;
  const [, hour, minute, second, fraction = '', rest = ''] = match;
  if (Number(minute) > 59 || Number(second) > 59) return null;
  const zone = parseZone(rest);
  if (zone === null) return null;
  const nanos = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * nanosPerSecond + Number(fraction.padEnd(9, '0'));
  return nanos > nanosPerDay ? null : { nanos, zone: zone ?? null };
}

export function clockText(nanos: number): string {
  const seconds = Math.floor(nanos / nanosPerSecond);
  const fraction = nanos - seconds * nanosPerSecond;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const text = parts.map((part) => String(part).padStart(2, '0')).join(':');
  return fraction === 0 ? text : `${text}.${String(fraction).padStart(9, '0').replace(/0+$/, '')}`;
}
