import { expect, test } from 'vitest';
import { groupName } from './groups.ts';

test('teams and roles by their names, never as raw ids', () => {
  const teams = [{ key: 'pre-sales', name: 'Pre-sales' }];
  const role = (group: string) => (group === 'supervisor' ? 'Head of sales' : undefined);
  expect(['supervisor', 'pre-sales', 'ware-house_2'].map((group) => groupName(group, teams, role))).toEqual([
    'Head of sales',
    'Pre-sales',
    'Ware house 2',
  ]);
});
