import type { CompiledPackage, FieldOption, FormField as ModelField, RecordField, Variables } from '../../engine/contract/index.ts';
import type { FormField, Locale } from '../contract/index.ts';
import { countryName } from '../texts/names.ts';
import { retell } from '../texts/retell.ts';
import { recordFields, words } from './packages.ts';

/** A form's field in the reader's words. */
export function formFieldView(pkg: CompiledPackage | undefined, locale: Locale, field: ModelField): FormField {
  return {
    key: field.key,
    label: words(pkg, locale, field.label),
    type: field.type,
    required: field.required ?? false,
    outcomes: field.outcomes ?? null,
    visibleWhen: field.visibleWhen ?? null,
    options: optionsView(pkg, locale, field.options),
    min: field.min ?? null,
    max: field.max ?? null,
    pattern: field.pattern ?? null,
    help: field.help ? words(pkg, locale, field.help) : null,
  };
}

/** A record's field, as the record page shows and edits it. */
export function recordFieldView(pkg: CompiledPackage | undefined, locale: Locale, field: RecordField): FormField {
  return formFieldView(pkg, locale, { ...field, required: false });
}

function optionsView(pkg: CompiledPackage | undefined, locale: Locale, options: FieldOption[] | undefined): FormField['options'] {
  return options?.map((option) => ({ value: option.value, label: words(pkg, locale, option.label) })) ?? null;
}

/** Label of `lead.need` or `need` in the reader's words; the key itself when the package does not know it. */
export function fieldLabel(pkg: CompiledPackage | undefined, locale: Locale, type: string, path: string): string {
  const key = path.slice(path.lastIndexOf('.') + 1);
  const field = recordFields(pkg, type).find((each) => each.key === key);
  return field ? words(pkg, locale, field.label) : key;
}

/** Fields that hold a sentence the process wrote (`priorityWhy`); all other texts are somebody's own words, and stay. */
const writtenByProcess = /Why$/;

/** A sentence that the process or one of its commands wrote in English, in the reader's language. */
export function sentenceText(pkg: CompiledPackage | undefined, locale: Locale, sentence: string): string {
  return retell(locale, sentence) ?? words(pkg, locale, sentence);
}

/**
 * A field's value as people read it: an option by its label, a list with commas, what the process wrote in the reader's language; null
 * when there is none.
 */
export function valueText(pkg: CompiledPackage | undefined, locale: Locale, field: RecordField | undefined, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) return value.map((each) => valueText(pkg, locale, field, each) ?? '').join(', ') || null;
  if (typeof value === 'object')
    return 'message' in value && typeof value.message === 'string' ? sentenceText(pkg, locale, value.message) : JSON.stringify(value);
  const option = field?.options?.find((each) => each.value === value);
  if (option) return words(pkg, locale, option.label);
  if (typeof value === 'number') return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
  const text = String(value);
  if (field?.key === 'country') return countryName(locale, text);
  return field && writtenByProcess.test(field.key) ? sentenceText(pkg, locale, text) : text;
}

/** Columns of a record that packages name like fields. */
export interface RecordColumns {
  title: string;
  owner: string | null;
  team: string | null;
  amount: number | null;
  personId: string | null;
  organisationId: string | null;
  campaignId: string | null;
}

/** A record's values by field key: its columns, and what the company added. */
export function recordValues(columns: RecordColumns, fields: Variables): Map<string, unknown> {
  const { title, owner, team, amount, personId, organisationId, campaignId } = columns;
  return new Map<string, unknown>([
    ...Object.entries(fields),
    ...Object.entries({ title, owner, team, amount, personId, organisationId, campaignId }),
  ]);
}
