import type { DateOrder } from '../field-values.ts';

/** How a file is read and what becomes of its columns; the shape of `importSettings` in the API's contract. */
export interface ImportSettings {
  /** null for a workbook. */
  encoding: string | null;
  delimiter: string | null;
  sheet: string | null;
  headerRow: boolean;
  /** null = not told yet; asked when a date column can be read two ways. */
  dateOrder: DateOrder | null;
  /** `field`: `title`, `lead.phone`; null = left out. */
  mapping: { column: number; field: string | null }[];
  packageKey: string;
  /** Key of the campaign. */
  campaign: string | null;
  contactsElsewhere: boolean;
  updateExisting: boolean;
}

export interface DetectedFile {
  kind: 'csv' | 'xlsx';
  encoding: string | null;
  delimiter: string | null;
  sheets: string[];
}

/** `row`: line as a person counts it, 1 for the first. Cells are texts, dates `2027-03-04`. */
export interface FileRow {
  row: number;
  cells: string[];
}
