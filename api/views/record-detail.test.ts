import { expect, it } from 'vitest';
import type { RecordDetailRow } from '../../db/queries/record-detail.ts';
import type { CompiledPackage } from '../../engine/contract/index.ts';
import { readerOf } from '../access/reader.ts';
import { fieldsOf } from './record-detail.ts';

const pkg = {
  texts: {},
  recordTypes: [
    {
      id: 'lead',
      name: 'Lead',
      fields: [
        { key: 'title', label: 'Title', type: 'text' },
        { key: 'name', label: 'Name', type: 'text' },
        { key: 'phone', label: 'Phone', type: 'phone' },
        { key: 'email', label: 'E-mail', type: 'email' },
        { key: 'need', label: 'Need', type: 'longText' },
        { key: 'dataProblems', label: 'What is wrong with the data', type: 'json' },
      ],
    },
  ],
} as unknown as CompiledPackage;
const row = {
  type: 'lead',
  title: 'a@b',
  fields: {
    name: '+48 601 555 777',
    phone: '123 45 67',
    email: 'a@b',
    need: 'Labels',
    dataProblems: [{ code: 'phoneInvalid', message: '"123 45 67" is no phone number of PL', suggestion: '+48221234567' }],
  },
} as unknown as RecordDetailRow;
const seenBy = (role: string) => {
  const user = { id: 'u', login: 'u', name: 'U', email: 'u@example.com', roles: [role], teams: [], locale: 'en', zone: 'UTC' };
  return JSON.stringify(fieldsOf(pkg, row, readerOf(user), false));
};

it.each(['marketing', 'process-owner'])('%s sees no contact data, also not where a check quotes it', (role) => {
  expect(seenBy(role)).toContain('Labels');
  expect(seenBy(role)).not.toMatch(/123 45 67|48221234567|a@b|601 555/);
});

it.each(['rep', 'clerk', 'supervisor'])('%s sees what the check found', (role) =>
  expect(seenBy(role)).toContain('is no phone number of Poland'),
);
