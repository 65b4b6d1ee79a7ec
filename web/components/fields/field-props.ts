import type { FormField } from '../../../api/contract/tasks.ts';

/** What every kind of input gets. `value` is as the API stores it; instants are ISO with Z. */
export interface FieldProps {
  field: FormField;
  value: unknown;
  onChange: (value: unknown, words?: string) => void;
  required: boolean;
  /** Problem in the reader's language. */
  error?: string;
  /** Said at the end of the label: "asked later, by Qualification". */
  aside?: string;
  /** As typed (call-back). */
  words?: string;
  /** Record to which files belong. */
  record?: string;
  /** IANA zone of the customer, for "their 10:00". */
  customerZone?: string | null;
}

export const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
/** Found by "first problem gets the focus". */
export const inputName = (key: string): string => `field:${key}`;
