import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Keys of the packages that ship, in the order they are published. */
export const shippedPackages = ['lead', 'deal', 'repeat-sale'] as const;
export type ShippedPackage = (typeof shippedPackages)[number];

export interface PackageFileOnDisk {
  path: string;
  content: string;
}

/** Files of a package that ships, sorted by path. */
export function shippedPackageFiles(key: ShippedPackage, root: URL = new URL('./', import.meta.url)): PackageFileOnDisk[] {
  const folder = fileURLToPath(new URL(`${key}/`, root));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(json|bpmn|form|dmn)$/.test(path))
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, content: readFileSync(join(folder, path), 'utf8') }));
}

/** sha-256 (hex) over the sorted files, for callers without a package store. */
export function hashOfFiles(files: PackageFileOnDisk[]): string {
  const hash = createHash('sha256');
  for (const { path, content } of files) hash.update(`${path.length}:${path}${content.length}:`).update(content);
  return hash.digest('hex');
}
