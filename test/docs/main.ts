import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromiumPath } from '../e2e/browser.ts';
import { elementDocs } from './elements.ts';
import { draw, stampOf } from './pictures.ts';
import { root } from './subjects.ts';

/** `npm run docs:elements`: writes `docs/elements` anew. Pictures are drawn (in Chromium) only where their model has changed. */
const folder = join(root, 'docs/elements');
const { pages, pictures } = await elementDocs();
for (const [path, text] of pages) write(path, text);
const stale = pictures.filter(
  (picture) => !existsSync(join(folder, picture.path)) || !readFileSync(join(folder, picture.path), 'utf8').includes(stampOf(picture)),
);
if (stale.length > 0 && chromiumPath() === null) {
  process.stderr.write(`${stale.length} pictures are to be drawn, and there is no Chromium: set CHROMIUM_PATH to its path.\n`);
  process.exitCode = 1;
} else if (stale.length > 0) for (const [path, svg] of await draw(stale)) write(path, svg);
const kept = new Set([...pages.keys(), ...pictures.map((picture) => picture.path)]);
const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
for (const path of files.map((entry) => join(entry.parentPath, entry.name))) if (!kept.has(path.slice(folder.length + 1))) rmSync(path);
process.stdout.write(`${pages.size} pages, ${stale.length} of ${pictures.length} pictures drawn.\n`);

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
