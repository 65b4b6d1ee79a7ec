import { describe, expect, it } from 'vitest';
import * as definitions from '../../activities/jobs/definitions.ts';
import { hashOfFiles, shippedPackageFiles } from '../../crm/processes/package-files.ts';
import type { TaskDetailRow } from '../../db/queries/task-reading.ts';
import type { CompiledElement } from '../../engine/contract/index.ts';
import type { UserTaskConfig } from '../../engine/elements/user-task/config.ts';
import { compilePackage } from '../../engine/model/index.ts';
import { type Reader, readerOf } from '../access/reader.ts';
import { findElement } from './packages.ts';
import { formPart } from './task-detail.ts';

const files = shippedPackageFiles('lead');
const compiled = await compilePackage(files, {
  hash: hashOfFiles(files),
  jobTypes: Object.values(definitions).map((each) => each.type),
});
if (!compiled.ok) throw new Error(JSON.stringify(compiled.findings));
const pkg = compiled.package;
const call = findElement(pkg, 'PreSalesCall') as CompiledElement<UserTaskConfig>;
const reader: Reader = readerOf({
  id: 'olga',
  login: 'olga',
  name: 'Olga',
  email: 'olga@perennial.example',
  roles: ['rep'],
  teams: ['pre-sales'],
  locale: 'en',
  zone: 'Europe/Warsaw',
});
const now = Date.parse('2026-11-25T10:00:00Z');
const shown = (fields: { [key: string]: string }) =>
  formPart(
    {
      element: 'PreSalesCall',
      stage: 'pre-sales',
      recordType: 'lead',
      recordAlias: 'lead',
      recordTitle: 'Klos',
      fields,
      state: { elements: {} },
    } as unknown as TaskDetailRow,
    pkg,
    call,
    reader,
    now,
  );

describe('the form of a pre-sales call', () => {
  it('says which fields a result asks for, also those of the stage it leads to', () => {
    const asked = Object.fromEntries(shown({}).outcomes.map(({ value, requires }) => [value, requires]));
    expect(shown({}).outcomes[0]?.askedBy).toEqual({ 'lead.need': 'qualification' });
    expect(asked).toEqual({
      interested: ['lead.need'],
      noAnswer: [],
      callBack: ['lead.callAt'],
      wrongNumber: [],
      later: [],
      notOurs: ['lead.junkReason'],
    });
  });

  it('does not offer a call-back whose moment is over; one ahead stays', () => {
    const at = (callAt: string) => shown({ callAt }).values['lead.callAt'];
    expect(at('2026-11-25T09:59:00Z')).toBeNull();
    expect(at('2026-11-25T10:01:00Z')).toBe('2026-11-25T10:01:00Z');
  });
});
