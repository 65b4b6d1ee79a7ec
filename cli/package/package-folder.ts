import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { PackageFile } from '../../engine/model/index.ts';
import { decodeXml } from '../commands/decode-xml.ts';

/** What a package may hold; anything else in its folder (a read-me, a picture) is no part of it. */
const ofPackages = /\.(bpmn|dmn|form|json)$/;
const maxBytes = 20_000_000;

/** All files of a package folder, sorted by path; hidden ones are left out. */
export async function readPackageFolder(folder: string): Promise<PackageFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const own = paths.filter((path) => ofPackages.test(path) && !path.split(sep).some((part) => part.startsWith('.')));
  const files = own.map(async (path) => {
    const full = join(folder, path);
    const { size } = await stat(full);
    if (size > maxBytes) throw new Error(`${path} has ${size} bytes; ${maxBytes} is the limit`);
    return { path: path.split(sep).join('/'), content: decodeXml(await readFile(full)) };
  });
  return (await Promise.all(files)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function hashFiles(files: PackageFile[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.path}\n${file.content.length}\n${file.content}\n`);
  return hash.digest('hex');
}
