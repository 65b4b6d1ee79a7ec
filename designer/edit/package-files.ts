import type { PackageFile } from '../types.ts';

/** What the designer reads and writes of manifest.json; everything else in it is kept as it is. */
export interface Manifest {
  key: string;
  name: string;
  process: string;
  recordType?: string;
  recordTypes?: ManifestRecordType[];
  stages?: ManifestStage[];
  forms?: string[];
  decisions?: string[];
  [other: string]: unknown;
}

export interface ManifestStage {
  id: string;
  name: string;
  color: string;
  ends?: string;
  hidden?: boolean;
  requiredFields?: { field: string; when?: string }[];
  [other: string]: unknown;
}

export interface ManifestRecordType {
  id: string;
  name: string;
  fields: ManifestField[];
  [other: string]: unknown;
}

export interface ManifestField {
  key: string;
  label: string;
  type: string;
  options?: { value: string; label: string }[];
  [other: string]: unknown;
}

export function readManifest(files: PackageFile[]): Manifest | undefined {
  const file = files.find((entry) => entry.path === 'manifest.json');
  if (!file) return undefined;
  try {
    return JSON.parse(file.content) as Manifest;
  } catch {
    return undefined; // the check says so; the canvas stays usable
  }
}

export function writeFile(files: PackageFile[], path: string, content: string): PackageFile[] {
  const at = files.findIndex((entry) => entry.path === path);
  return at < 0 ? [...files, { path, content }] : files.with(at, { path, content });
}

export function writeManifest(files: PackageFile[], manifest: Manifest): PackageFile[] {
  return writeFile(files, 'manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Path and text of the package's main diagram. */
export function mainDiagram(files: PackageFile[]): PackageFile | undefined {
  const path = readManifest(files)?.process;
  return files.find((entry) => entry.path === path) ?? files.find((entry) => entry.path.endsWith('.bpmn'));
}
