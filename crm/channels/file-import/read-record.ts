import type { PointValue } from '../../../db/queries/crm-people.ts';
import type { CompiledPackage, Json, RecordField, Variables } from '../../../engine/contract/index.ts';
import { cut } from '../../../engine/text/cut.ts';
import { verifyContact } from '../../verification/index.ts';
import { countryCode } from '../country-names.ts';
import { fillableFields } from '../field-names.ts';
import { type FieldFault, labelReader, readFieldText } from '../field-values.ts';
import type { RowDoubt } from './doubts.ts';
import type { ImportSettings } from './settings.ts';

export interface RowRecord {
  title: string;
  fields: Variables;
  points: PointValue[];
  /** What is doubtful about it, though it is taken as it stands. */
  doubts: RowDoubt[];
}

export type RowReading = { kind: 'record'; record: RowRecord } | { kind: 'empty' } | { kind: 'refused'; faults: FieldFault[] };

export type RowReader = (row: number, cells: string[]) => RowReading;

/** Reads rows into records by the mapping: the same for check and run. */
export function rowReader(pkg: CompiledPackage, settings: ImportSettings, defaultCountry: string): RowReader {
  const labels = labelReader(pkg);
  const columns = mappedColumns(pkg, settings);
  const options = { dateOrder: settings.dateOrder ?? ('dmy' as const), labels };
  return (row, cells) => {
    if (cells.every((cell) => cell.trim() === '')) return { kind: 'empty' };
    const values = new Map<string, Json>();
    const faults: FieldFault[] = [];
    const doubts: RowDoubt[] = [];
    for (const { column, field } of columns) {
      const cell = cells[column] ?? '';
      const text = field.key === 'country' ? (countryCode(cell) ?? '') : cell;
      // A country nobody knows is no reason to lose a lead.
      if (field.key === 'country' && text === '' && cell.trim() !== '') {
        values.set('note', `${field.label}: ${cut(cell.trim(), 200)}`);
        doubts.push({ code: 'countryUnknown', value: cut(cell.trim(), 60) });
      }
      const read = readFieldText(field, text, options);
      if (!read.ok) faults.push(read.fault);
      else if (read.value !== null)
        values.set(field.key, field.key === 'note' && values.has('note') ? `${read.value}\n${values.get('note')}` : read.value);
    }
    if (faults.length > 0) return { kind: 'refused', faults };
    if (values.size === 0)
      return { kind: 'refused', faults: [{ field: 'title', code: 'type', message: 'None of the chosen columns holds anything' }] };
    return { kind: 'record', record: recordOf(row, values, doubts, settings, defaultCountry) };
  };
}

/** Columns with the fields they fill; `lead.phone` and `phone` are the same. */
export function mappedColumns(pkg: CompiledPackage, settings: ImportSettings): { column: number; field: RecordField }[] {
  const fields = new Map(fillableFields(pkg).map((field) => [field.key, field]));
  return settings.mapping.flatMap(({ column, field }) => {
    const found = field === null ? undefined : fields.get(field.replace(/^[^.]*\./, ''));
    return found ? [{ column, field: found }] : [];
  });
}

function recordOf(row: number, values: Map<string, Json>, doubts: RowDoubt[], settings: ImportSettings, defaultCountry: string): RowRecord {
  const text = (key: string) => (typeof values.get(key) === 'string' ? (values.get(key) as string) : null);
  const name = text('name') ?? ([text('firstName'), text('lastName')].filter((part) => part !== null).join(' ') || null);
  if (name !== null) values.set('name', name);
  const title = [text('title'), text('company'), name, text('email'), text('phone')].find((each) => each !== null && each !== '');
  values.delete('title');
  const { points, problems } = verifyContact(
    { phone: text('phone'), email: text('email'), country: text('country'), contactElsewhere: settings.contactsElsewhere },
    defaultCountry,
  );
  const fields: Variables = {
    ...Object.fromEntries(values),
    ...(values.has('source') ? {} : { source: 'import' }),
    ...(values.has('country') ? {} : { country: defaultCountry }),
    ...(settings.contactsElsewhere ? { contactElsewhere: true } : {}),
  };
  const contactDoubts = problems.map(({ code, field }) => ({ code, value: cut(text(field) ?? '', 60) }));
  return { title: cut(title ?? `Row ${row}`, 300), fields, points, doubts: [...contactDoubts, ...doubts] };
}

/** By which rows of one file are the same person. */
export function matchKeys(record: RowRecord): string[] {
  return record.points.map((point) => `${point.kind}:${point.value}`);
}
