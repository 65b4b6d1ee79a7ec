import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import en from '../../i18n/en.json' with { type: 'json' };
import { isLater, laterFamilies } from './later.ts';

const web = fileURLToPath(new URL('../..', import.meta.url));
const files = readdirSync(web, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));
/** Folders of `features/` that say them, and are entered through `withTexts` only. */
const saying = ['case', 'figures', 'import', 'list', 'processes', 'record', 'start'];
/** Names of bpmn-js' events look the same. */
const noText = /import\.parse\.complete/;

test('what comes later is said only where it has come', () => {
  const said = new RegExp(`['\`](${laterFamilies.join('|')})\\.[a-zA-Z$]`);
  const places = files.filter((file) => said.test(readFileSync(file, 'utf8').replace(noText, ''))).map((file) => relative(web, file));
  expect(places.length).toBeGreaterThan(5);
  expect(places.filter((place) => !saying.some((folder) => place.startsWith(`features/${folder}/`)))).toEqual([]);
});

test('a family that only their folders say comes later', () => {
  const families = [...new Set(Object.keys(en).flatMap((key) => (key.includes('.') ? [key.slice(0, key.indexOf('.'))] : [])))];
  const texts = files.map((file) => ({ place: relative(web, file), text: readFileSync(file, 'utf8').replace(noText, '') }));
  const sayers = (family: string) => {
    const said = new RegExp(`['\`"]${family}\\.[a-zA-Z$]`);
    return texts.filter(({ text }) => said.test(text)).map(({ place }) => place);
  };
  const isLate = (place: string) => saying.some((folder) => place.startsWith(`features/${folder}/`));
  const onlyLate = families.filter((family) => sayers(family).length > 0 && sayers(family).every(isLate));
  expect(onlyLate).toContain('publish');
  expect(onlyLate.filter((family) => !laterFamilies.includes(family))).toEqual([]);
});

test('their folders are entered through withTexts', () => {
  const bare = new RegExp(`(?<!withTexts\\()import\\('[^']*/(${saying.join('|')})/|from '\\.\\.?/[^']*(${saying.join('|')})/[^']*\\.tsx'`);
  const outside = files.filter((file) => !saying.some((folder) => relative(web, file).startsWith(`features/${folder}/`)));
  expect(outside.filter((file) => bare.test(readFileSync(file, 'utf8'))).map((file) => relative(web, file))).toEqual([]);
  for (const folder of saying.filter((each) => each !== 'start')) {
    const feature = readFileSync(join(web, 'features', folder, 'feature.ts'), 'utf8');
    expect(feature.match(/(?<!withTexts\()import\('/g), folder).toBeNull();
  }
});

test('a family is told by what stands before the first dot', () => {
  expect(isLater('start.now')).toBe(true);
  expect(isLater('startled.now')).toBe(false);
  expect(isLater('start')).toBe(false);
});
