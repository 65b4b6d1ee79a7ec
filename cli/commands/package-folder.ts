import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { PackageFile } from '../../engine/model/index.ts';
import { decodeXml } from './decode-xml.ts';

/** All files of a package folder, sorted by path; hidden ones are left out. */
export async function readPackageFolder(folder: string): Promise<PackageFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const visible = paths.filter(
    (path) =>
      !relative(folder, path)
        .split(sep)
        .some((part) => part.startsWith('.')),
  );
  const files = visible.map(async (path) => {
    return { path: relative(folder, path).split(sep).join('/'), content: decodeXml(await readFile(path)) };
  });
  return (await Promise.all(files)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function hashFiles(files: PackageFile[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.path}\n${file.content.length}\n${file.content}\n`);
  return hash.digest('hex');
}
