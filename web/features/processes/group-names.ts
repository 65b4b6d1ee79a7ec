/**
 * What people call the groups of a process: teams by their name, roles by theirs. Where a role is called like a team, both would read the same in a
 * list to choose from: the role then says that it is one.
 */
export function groupNames(
  groups: readonly string[],
  teams: readonly { key: string; name: string }[],
  roleName: (group: string) => string | undefined,
  asRole: (name: string) => string,
): Record<string, string> {
  const teamNames = new Set(teams.map((team) => team.name.toLowerCase()));
  const nameOf = (group: string) => {
    const team = teams.find((each) => each.key === group);
    if (team) return team.name;
    const role = roleName(group) ?? group;
    return teamNames.has(role.toLowerCase()) ? asRole(role) : role;
  };
  return Object.fromEntries(groups.map((group) => [group, nameOf(group)]));
}
