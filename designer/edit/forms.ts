import type { PackageFile } from '../types.ts';
import { readManifest, writeFile, writeManifest } from './package-files.ts';

/** A form file: form-js schema; what the designer does not know stays as it is. */
export interface FormFile {
  path: string;
  id: string;
  components: FormComponent[];
}

export interface FormComponent {
  key?: string;
  label?: string;
  type: string;
  values?: { value: string; label: string }[];
  validate?: { required?: boolean; [rule: string]: unknown };
  properties?: { [name: string]: string };
  [other: string]: unknown;
}

interface FormSchema {
  id: string;
  components: FormComponent[];
  [other: string]: unknown;
}

export function readForms(files: PackageFile[]): FormFile[] {
  return files
    .filter((file) => file.path.endsWith('.form'))
    .flatMap((file) => {
      const schema = parse(file.content);
      return schema ? [{ path: file.path, id: schema.id, components: schema.components ?? [] }] : [];
    });
}

export function writeComponents(files: PackageFile[], path: string, components: FormComponent[]): PackageFile[] {
  const file = files.find((entry) => entry.path === path);
  const schema = file && parse(file.content);
  return schema ? writeFile(files, path, `${JSON.stringify({ ...schema, components }, null, 2)}\n`) : files;
}

/** What a new form is called: as its step is, or, where another form has that name, with a number. */
export function formNameFor(files: PackageFile[], step: { id?: string; name?: string }): string {
  const wanted = (step.name ?? '').replace(/\s+/g, ' ').trim().slice(0, 60).trim() || step.id || 'form';
  const taken = new Set([...readForms(files).map((form) => form.id), ...files.map((file) => file.path)]);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!taken.has(name) && !taken.has(pathOf(name))) return name;
  }
}

function pathOf(id: string): string {
  return `forms/${
    id
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'form'
  }.form`;
}

/** Adds an empty form and lists it in the manifest. */
export function newForm(files: PackageFile[], id: string): PackageFile[] {
  const path = pathOf(id);
  const manifest = readManifest(files);
  const added = writeFile(files, path, `${JSON.stringify({ type: 'default', id, components: [] }, null, 2)}\n`);
  return manifest ? writeManifest(added, { ...manifest, forms: [...(manifest.forms ?? []), path] }) : added;
}

function parse(content: string): FormSchema | undefined {
  try {
    const schema = JSON.parse(content) as FormSchema;
    return typeof schema.id === 'string' ? schema : undefined;
  } catch {
    return undefined; // the check names it
  }
}
