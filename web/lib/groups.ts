import { useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { peopleQuery } from './people.ts';
import { type TextKey, useText } from './text/text.ts';

/** What people call a group of a step: a team or a role by its name; one that is neither has its id, written as words. */
export function groupName(
  group: string,
  teams: readonly { key: string; name: string }[],
  roleName: (group: string) => string | undefined,
): string {
  const words = group.replace(/[-_]+/g, ' ');
  return teams.find((team) => team.key === group)?.name ?? roleName(group) ?? words.charAt(0).toUpperCase() + words.slice(1);
}

export function useGroupNames(groups: readonly string[]): string[] {
  const { t } = useText();
  const teams = useQuery({ ...peopleQuery, enabled: groups.length > 0 }).data?.teams ?? [];
  const roleName = (group: string) => (i18next.exists(`role.${group}`) ? t(`role.${group}` as TextKey) : undefined);
  return [...new Set(groups.map((group) => groupName(group, teams, roleName)))];
}
