import { expect, test } from 'vitest';
import en from '../../i18n/en.json' with { type: 'json' };
import { groupNames } from './group-names.ts';

const roles: Record<string, string> = { rep: 'Sales', clerk: 'Data clerk' };
const named = (teams: { key: string; name: string }[], groups: string[]) =>
  groupNames(
    groups,
    teams,
    (group) => roles[group],
    (name) => `${name} (role)`,
  );

test('a role that is called like a team says that it is a role; no name stands twice', () => {
  expect(named([{ key: 'sales', name: 'Sales' }], ['sales', 'rep', 'clerk', 'other'])).toEqual({
    sales: 'Sales',
    rep: 'Sales (role)',
    clerk: 'Data clerk',
    other: 'other',
  });
  expect(named([], ['rep'])).toEqual({ rep: 'Sales' });
});

test('the role of those who sell is not called like the team that comes with the demo', () => {
  expect(en['role.rep']).not.toBe('Sales');
});
