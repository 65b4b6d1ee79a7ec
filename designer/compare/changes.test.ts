import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shippedPackageFiles } from '../../crm/processes/package-files.ts';
import type { CompiledPackage } from '../../engine/contract/index.ts';
import { compilePackage } from '../../engine/model/compile-package.ts';
import type { PackageFile } from '../types.ts';
import { changesBetween } from './changes.ts';

const jobTypes = [
  ...readFileSync(new URL('../../crm/processes/lead/lead.bpmn', import.meta.url), 'utf8').matchAll(/job type="([\w-]+)"/g),
].map((match) => match[1] ?? '');

async function compiled(change: (text: string) => string = (text) => text): Promise<CompiledPackage> {
  const files: PackageFile[] = shippedPackageFiles('lead').map(({ path, content }) => ({
    path,
    content: path === 'lead.bpmn' ? change(content) : content,
  }));
  const result = await compilePackage(files, { hash: '', jobTypes });
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.package;
}

test('a moved box is no change', async () => {
  expect(changesBetween(await compiled(), await compiled((xml) => xml.replace(/<dc:Bounds x="\d+"/, '<dc:Bounds x="1"')))).toEqual([]);
});

test('a deadline, a name, a condition: each said once', async () => {
  const after = await compiled((xml) =>
    xml
      .replace('name="Correct the data"', 'name="Mend the data"')
      .replace(/(id="Qualify" [^>]*)perennial:due="P1D"/, '$1perennial:due="PT4H"')
      .replace('= callResult = "interested"', '= callResult = "interested" and true'),
  );
  const changes = changesBetween(await compiled(), after);
  expect(changes.filter(({ what }) => what === 'change.element')).toEqual([
    { sign: '~', what: 'change.element', name: 'Mend the data', about: 'change.name', was: 'Correct the data', is: 'Mend the data' },
    { sign: '~', what: 'change.element', name: 'Qualify', about: 'change.of.deadline' },
  ]);
  expect(changes.filter(({ what }) => what === 'change.way').map(({ about }) => about)).toEqual(['change.condition']);
});

test('a calendar of the package is one of its things', async () => {
  const before = await compiled();
  const desk = { name: 'desk', version: 1, zone: 'UTC', week: {}, days: {} };
  const withIt = { ...before, calendars: [desk] };
  expect(changesBetween(before, withIt)).toEqual([{ sign: '+', what: 'change.calendar', name: 'desk' }]);
  const other = { ...before, calendars: [{ ...desk, zone: 'Europe/Warsaw' }] };
  expect(changesBetween(withIt, other)).toEqual([{ sign: '~', what: 'change.calendar', name: 'desk' }]);
});
