import type { CompiledPackage, Json, RecordField } from '../../engine/contract/index.ts';
import { cut } from '../../engine/text/cut.ts';

export interface FieldFault {
  field: string;
  code: 'type' | 'option' | 'tooLong' | 'tooSmall' | 'tooBig' | 'dateUnknown';
  message: string;
}

export type FieldValue = { ok: true; value: Json } | { ok: false; fault: FieldFault };

/** How a person writes dates: asked when it cannot be told. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** What a channel's text means for a field: a value, or why it means none. Empty texts are null. */
export function readFieldText(field: RecordField, text: string, options: { dateOrder: DateOrder; labels: LabelReader }): FieldValue {
  const written = text.trim();
  if (written === '') return { ok: true, value: null };
  switch (field.type) {
    case 'number':
    case 'money':
      return readNumber(field, written);
    case 'boolean':
      return readBoolean(field, written);
    case 'date':
    case 'dateTime':
      return readDate(field, written, options.dateOrder);
    case 'select':
      return readOption(field, written, options.labels);
    case 'multiSelect': {
      const parts = written.split(/[,;|]/).flatMap((part) => part.trim() || []);
      const values = parts.map((part) => readOption(field, part, options.labels));
      const bad = values.find((value) => !value.ok);
      return bad ?? { ok: true, value: values.flatMap((value) => (value.ok ? [value.value] : [])) };
    }
    case 'json':
      return fault(field, 'type', `${field.label} cannot be given as text`);
    default: {
      const limit = field.max ?? 4000;
      // Texts are kept character for character: leading zeros and spaces inside are the writer's.
      return written.length > limit
        ? fault(field, 'tooLong', `${field.label} has ${written.length} characters, ${limit} are allowed`)
        : { ok: true, value: written };
    }
  }
}

/** Every label under which an option is known, in every language of the package. */
export type LabelReader = (label: string) => string[];

export function labelReader(pkg: Pick<CompiledPackage, 'texts'>): LabelReader {
  return (label) => [label, ...Object.values(pkg.texts).flatMap((texts) => (Object.hasOwn(texts, label) ? [texts[label] ?? ''] : []))];
}

function fault(field: RecordField, code: FieldFault['code'], message: string): FieldValue {
  return { ok: false, fault: { field: field.key, code, message } };
}

function readNumber(field: RecordField, text: string): FieldValue {
  const plain = text.replace(/[\s\u00a0\u202f']/g, '').replace(/(zł|pln|eur|€|руб\.?|₽|\$)$/i, '');
  const grouped = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain)
    ? plain.replaceAll('.', '').replace(',', '.')
    : /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)
      ? plain.replaceAll(',', '')
      : plain.replace(',', '.');
  if (!/^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(grouped)) return fault(field, 'type', `${field.label}: "${shorten(text)}" is no number`);
  const value = Number(grouped);
  if (!Number.isFinite(value)) return fault(field, 'type', `${field.label}: "${shorten(text)}" is no number`);
  if (field.min !== undefined && value < field.min) return fault(field, 'tooSmall', `${field.label} must be at least ${field.min}`);
  if (field.max !== undefined && value > field.max) return fault(field, 'tooBig', `${field.label} must be at most ${field.max}`);
  return { ok: true, value };
}

const yes = new Set(['1', 'true', 'yes', 'y', 'x', 'да', 'д', 'tak', 't', '+']);
const no = new Set(['0', 'false', 'no', 'n', 'нет', 'н', 'nie', '-']);

function readBoolean(field: RecordField, text: string): FieldValue {
  const word = text.toLowerCase();
  if (yes.has(word)) return { ok: true, value: true };
  if (no.has(word)) return { ok: true, value: false };
  return fault(field, 'type', `${field.label}: "${shorten(text)}" is neither yes nor no`);
}

function readOption(field: RecordField, text: string, labels: LabelReader): FieldValue {
  const wanted = text.toLowerCase();
  const options = field.options ?? [];
  const found =
    options.find((option) => option.value === text) ??
    options.find((option) => [option.value, ...labels(option.label)].some((name) => name.toLowerCase() === wanted));
  if (found) return { ok: true, value: found.value };
  return fault(field, 'option', `${field.label}: "${shorten(text)}" is none of ${options.map((option) => option.label).join(', ')}`);
}

const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const written = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

function readDate(field: RecordField, text: string, order: DateOrder): FieldValue {
  const parts = dateParts(text, order);
  const [year, month, day] = parts ?? [0, 0, 0];
  const check = new Date(Date.UTC(year, month - 1, day));
  const real = parts !== null && check.getUTCFullYear() === year && check.getUTCMonth() === month - 1 && check.getUTCDate() === day;
  if (!real) return fault(field, 'dateUnknown', `${field.label}: there is no day "${shorten(text)}"`);
  const date = `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
  if (field.type === 'date') return { ok: true, value: date };
  const time = /(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(text);
  if (time && (Number(time[1]) > 23 || Number(time[2]) > 59))
    return fault(field, 'dateUnknown', `${field.label}: there is no time "${shorten(text)}"`);
  const zone = iso.exec(text)?.[7] ?? '';
  return { ok: true, value: `${date}T${pad(Number(time?.[1] ?? 0))}:${time?.[2] ?? '00'}:${time?.[3] ?? '00'}${zone}` };
}

function dateParts(text: string, order: DateOrder): [number, number, number] | null {
  const standard = iso.exec(text);
  if (standard) return [Number(standard[1]), Number(standard[2]), Number(standard[3])];
  const match = written.exec(text);
  if (!match) return null;
  const [a, b, c] = [match[1] ?? '', match[2] ?? '', match[3] ?? ''];
  if (a.length === 4) return [Number(a), Number(b), Number(c)];
  const year = fullYear(c);
  // With dots it is day first everywhere in Europe, whatever the order of the slashes.
  return text.includes('.') || order !== 'mdy' ? [year, Number(b), Number(a)] : [year, Number(a), Number(b)];
}

function fullYear(text: string): number {
  if (text.length === 4) return Number(text);
  const short = Number(text);
  return text.length === 2 ? (short < 70 ? 2000 + short : 1900 + short) : 0;
}

/** A date with slashes or hyphens whose day and month could change places. */
export function isAmbiguousDate(text: string): boolean {
  const match = /^(\d{1,2})[/-](\d{1,2})[/-](\d{2}|\d{4})\b/.exec(text.trim());
  return match !== null && Number(match[1]) <= 12 && Number(match[2]) <= 12 && match[1] !== match[2];
}

/** The order that a date with slashes proves, if it does. */
export function provenOrder(text: string): DateOrder | undefined {
  const match = /^(\d{1,2})[/-](\d{1,2})[/-](\d{2}|\d{4})\b/.exec(text.trim());
  if (!match) return undefined;
  if (Number(match[1]) > 12) return 'dmy';
  return Number(match[2]) > 12 ? 'mdy' : undefined;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

function shorten(text: string): string {
  return text.length > 60 ? `${cut(text, 57)}…` : text;
}
