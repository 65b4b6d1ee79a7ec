import type { z } from 'zod';

/**
 * What a job type asks and gives, without how it is done: shared by panel, checks, docs and the worker. Browser-safe:
 * nothing here may reach Node.
 */
export interface JobDefinition<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  /** Folder name; `perennial:job type="…"` in the model. */
  type: string;
  title: string;
  description: string;
  /** Tabler icon name. */
  icon: string;
  input: Input;
  output: Output;
  /** Names in `output`, as data: in the browser there are no schemas (`web/lib/api/schema-free.ts`). */
  outputs: string[];
  /** Input fields as the panel asks for them, in order. Every key of `input` that a process owner may set. */
  fields: JobField[];
  /** Cannot be taken back once begun: undo of the step before it ends there. */
  irrevocable: boolean;
  /** Milliseconds it waits after a human step before it begins, so that undo stays true. */
  holdMs: number;
  /**
   * `atMostOnce`: begun without an outcome it becomes `uncertain`, is shown, and is never begun again by itself.
   * `atLeastOnce`: begun again under the same job key.
   */
  delivery: 'atMostOnce' | 'atLeastOnce';
  /** Codes `run` may fail with, and what helps. Shown in the panel and on the incident. */
  errors: { code: string; help: string }[];
}

export interface JobField {
  name: string;
  label: string;
  kind: 'text' | 'longText' | 'number' | 'boolean' | 'choice' | 'people' | 'package' | 'expression';
  choices?: { value: string; label: string }[];
  required?: boolean;
  help?: string;
}

/** Names in the results of these job types, by type: what their steps set where nothing is mapped. */
export function outputNames(definitions: Pick<JobDefinition, 'type' | 'outputs'>[]): { [type: string]: string[] } {
  return Object.fromEntries(definitions.map(({ type, outputs }) => [type, outputs]));
}

/** Inputs without which these job types cannot do anything, by type. */
export function requiredInputs(definitions: Pick<JobDefinition, 'type' | 'fields'>[]): { [type: string]: string[] } {
  return Object.fromEntries(
    definitions.map(({ type, fields }) => [type, fields.filter(({ required }) => required).map(({ name }) => name)]),
  );
}
