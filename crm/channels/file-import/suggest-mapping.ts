import type { CompiledPackage } from '../../../engine/contract/index.ts';
import { countryCode } from '../country-names.ts';
import { fieldNamed, fillableFields } from '../field-names.ts';
import { isAmbiguousDate, labelReader, provenOrder, readFieldText } from '../field-values.ts';
import type { ImportSettings } from './settings.ts';

/** Share of filled sample values that must fit a field before a column is taken for it. */
const enough = 0.5;

/** Columns to fields by their headings, where the values look like the field's too; no field twice. */
export function suggestMapping(headings: string[], samples: string[][], pkg: CompiledPackage): ImportSettings['mapping'] {
  const fields = fillableFields(pkg);
  const labels = labelReader(pkg);
  const used = new Set<string>();
  return headings.map((heading, column) => {
    const field = fieldNamed(heading, fields, pkg);
    const values = samples.flatMap((row) => (row[column]?.trim() ? [row[column].trim()] : []));
    const order = values.map(provenOrder).find((each) => each !== undefined) ?? 'dmy';
    const fitting =
      field &&
      values.filter(
        (value) => readFieldText(field, field.key === 'country' ? (countryCode(value) ?? value) : value, { dateOrder: order, labels }).ok,
      );
    const taken = field && !used.has(field.key) && (fitting?.length ?? 0) >= values.length * enough;
    if (!taken) return { column, field: null };
    used.add(field.key);
    return { column, field: field.key === 'title' ? 'title' : `${pkg.recordType}.${field.key}` };
  });
}

/** Dates of this column could be read two ways and none proves which. */
export function hasAmbiguousDates(values: string[]): boolean {
  return values.some(isAmbiguousDate) && !values.some((value) => provenOrder(value) !== undefined);
}
