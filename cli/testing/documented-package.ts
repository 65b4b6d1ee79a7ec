import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface DocumentedFile {
  path: string;
  content: string;
}

/** The files of the package that docs/packages.md shows, as they stand there. */
export function documentedFiles(): DocumentedFile[] {
  const page = readFileSync(new URL('../../docs/packages.md', import.meta.url), 'utf8');
  return [...page.matchAll(/^### `([^`]+)`\n\n```\w+\n(.*?)\n```$/gms)].map(([, path = '', content = '']) => ({
    path,
    content: `${content}\n`,
  }));
}

/** Writes them into a folder of their own, with changes: another text, or null = left out. */
export function documentedPackage(changes: { [path: string]: string | null | ((content: string) => string) } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'perennial-package-'));
  const stands = new Map(documentedFiles().map(({ path, content }) => [path, content]));
  for (const path of new Set([...stands.keys(), ...Object.keys(changes)])) {
    const change = changes[path];
    const content = typeof change === 'function' ? change(stands.get(path) ?? '') : change === undefined ? stands.get(path) : change;
    if (content === null || content === undefined) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
