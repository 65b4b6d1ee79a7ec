import type { Finding } from '../elements/element.ts';
import { finding } from './findings.ts';

/** Reads JSON from outside: each fault is put down with file and place, and reading goes on. */
export interface JsonReader {
  object(value: unknown, place: string): { [key: string]: unknown };
  list(value: unknown, place: string): unknown[];
  text(value: unknown, place: string): string;
  optionalText(value: unknown, place: string): string | undefined;
  optionalNumber(value: unknown, place: string): number | undefined;
  optionalFlag(value: unknown, place: string): boolean | undefined;
  oneOf<Value extends string>(value: unknown, place: string, values: readonly Value[]): Value;
}

export function jsonReader(file: string, found: Finding[]): JsonReader {
  const wrong = (place: string, expected: string) => {
    found.push(finding('package/json', 'error', file, { file, place, expected }));
  };
  const optional = <Value>(value: unknown, place: string, type: string): Value | undefined => {
    if (value === undefined || value === null) return undefined;
    if (typeof value === type) return value as Value;
    wrong(place, type);
    return undefined;
  };
  return {
    object(value, place) {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as { [key: string]: unknown };
      wrong(place, 'an object');
      return {};
    },
    list(value, place) {
      if (value === undefined) return [];
      if (Array.isArray(value)) return value;
      wrong(place, 'a list');
      return [];
    },
    text(value, place) {
      if (typeof value === 'string' && value.trim() !== '') return value;
      wrong(place, 'a text');
      return '';
    },
    optionalText: (value, place) => optional<string>(value, place, 'string'),
    optionalNumber: (value, place) => optional<number>(value, place, 'number'),
    optionalFlag: (value, place) => optional<boolean>(value, place, 'boolean'),
    oneOf(value, place, values) {
      const match = values.find((each) => each === value);
      if (match === undefined) wrong(place, `one of ${values.join(', ')}`);
      return match ?? (values[0] as (typeof values)[number]);
    },
  };
}

/** Parses a file of the package; a broken one is a finding. */
export function parseJson(content: string, file: string, found: Finding[]): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    found.push(finding('package/json-syntax', 'error', file, { file, reason }));
    return undefined;
  }
}
