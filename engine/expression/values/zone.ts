import { IANAZone } from 'luxon';

/** Where a time is told: an offset, a named zone, or neither (local, null). */
export type Zone = OffsetZone | NamedZone;

export interface OffsetZone {
  /** Seconds east of UTC. */
  offset: number;
}

export interface NamedZone {
  name: string;
  iana: IANAZone;
  /** Offsets found before, by quarter of an hour since 1970. */
  known: Map<number, number>;
}

export const utc: Zone = { offset: 0 };

const zones = new Map<string, NamedZone | null>();

export function namedZone(name: string): NamedZone | null {
  let zone = zones.get(name);
  if (zone === undefined) {
    zone = name.length < 60 && IANAZone.isValidZone(name) ? { name, iana: IANAZone.create(name), known: new Map() } : null;
    if (zones.size > 1_000) zones.clear();
    zones.set(name, zone);
  }
  return zone;
}

/** `Z`, `+02:00`, `-05:00:30`, `@Europe/Warsaw`; null when it is none of them, undefined when the text is empty. */
export function parseZone(text: string): Zone | null | undefined {
  if (text === '') return undefined;
  if (text === 'Z' || text === 'z') return utc;
  if (text.startsWith('@')) return namedZone(text.slice(1));
  const match = /^([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (!match) return null;
  const [, sign, hours, minutes, seconds = '0'] = match;
  if (Number(minutes) > 59 || Number(seconds) > 59) return null;
  const offset = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return offset > 18 * 3600 ? null : { offset: sign === '-' ? 0 - offset : offset };
}

/** The furthest instant JavaScript's zones know of, in seconds. */
const furthest = 8.64e12;

/** Offset in seconds at an instant given in seconds since 1970, UTC. */
export function offsetAt(zone: Zone, epochSeconds: number): number {
  if ('offset' in zone) return zone.offset;
  const { iana, known } = zone;
  // Offsets change at quarters of an hour; finding one takes long.
  const quarter = Math.floor(Math.max(-furthest, Math.min(furthest, epochSeconds)) / 900);
  let offset = known.get(quarter);
  if (offset === undefined) {
    offset = iana.offset(quarter * 900_000) * 60;
    if (known.size > 5_000) known.clear();
    known.set(quarter, offset);
  }
  return offset;
}

/** Offset in seconds for local time (seconds since 1970 as if UTC). In a gap the earlier offset holds, in an overlap the first one. */
export function offsetAtLocal(zone: Zone, localSeconds: number): number {
  if ('offset' in zone) return zone.offset;
  const before = offsetAt(zone, localSeconds - 86_400);
  if (offsetAt(zone, localSeconds - before) === before) return before;
  const after = offsetAt(zone, localSeconds + 86_400);
  if (offsetAt(zone, localSeconds - after) === after) return after;
  return before;
}

export function zoneText(zone: Zone | null): string {
  if (zone === null) return '';
  return 'name' in zone ? `@${zone.name}` : offsetText(zone.offset);
}

export function offsetText(offset: number): string {
  if (offset === 0) return 'Z';
  const size = Math.abs(offset);
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60];
  if (size % 60 !== 0) parts.push(size % 60);
  return (offset < 0 ? '-' : '+') + parts.map((part) => String(part).padStart(2, '0')).join(':');
}

export function sameZone(a: Zone | null, b: Zone | null): boolean {
  if (a === null || b === null) return a === b;
  if ('name' in a || 'name' in b) return 'name' in a && 'name' in b && a.name === b.name;
  return a.offset === b.offset;
}
