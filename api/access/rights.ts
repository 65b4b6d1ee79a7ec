import type { Right } from '../contract/route.ts';
import type { Role } from '../contract/session.ts';

/** Which role may do what. Which records he may do it with is the policy's business (`policy.ts`). */
const rightsOf: { [role in Role]: readonly Right[] } = {
  administrator: [
    'task:work',
    'task:reassign',
    'record:read',
    'record:write',
    'record:create',
    'import:run',
    'intake:manage',
    'process:read',
    'process:write',
    'process:publish',
    'incident:read',
    'incident:retry',
    'instance:operate',
    'instance:start',
    'desk:read',
    'figures:read',
    'message:publish',
    'message:read',
    'calendar:read',
    'calendar:write',
    'user:read',
    'admin',
  ],
  'process-owner': [
    'record:read',
    'process:read',
    'process:write',
    'process:publish',
    'incident:read',
    'incident:retry',
    'instance:start',
    'figures:read',
    'message:publish',
    'message:read',
    'calendar:read',
    'calendar:write',
    'user:read',
  ],
  supervisor: [
    'task:work',
    'task:reassign',
    'record:read',
    'record:write',
    'record:create',
    'process:read',
    'incident:read',
    'incident:retry',
    'instance:operate',
    'instance:start',
    'desk:read',
    'figures:read',
    'message:publish',
    'message:read',
    'calendar:read',
    'user:read',
  ],
  rep: ['task:work', 'record:read', 'record:write', 'record:create', 'instance:start', 'figures:read', 'calendar:read', 'user:read'],
  clerk: [
    'task:work',
    'record:read',
    'record:write',
    'record:create',
    'instance:start',
    'import:run',
    'intake:manage',
    'calendar:read',
    'user:read',
  ],
  marketing: ['record:read', 'figures:read', 'user:read'],
};

export function rightsOfRoles(roles: readonly string[]): Set<Right> {
  const all = new Set<Right>();
  for (const role of roles) for (const right of rightsOf[role as Role] ?? []) all.add(right);
  return all;
}

/** Roles that carry a right: said in the refusal, so that one knows whom to ask. */
export function rolesWith(right: Right): Role[] {
  return (Object.keys(rightsOf) as Role[]).filter((role) => rightsOf[role].includes(right));
}
