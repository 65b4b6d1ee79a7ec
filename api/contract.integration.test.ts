import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rolesWith } from './access/rights.ts';
import { contractRoutes } from './openapi.ts';
import { endpoints } from './routes/index.ts';
import { type Api, openApi } from './testing/api-fixture.ts';
import { people } from './testing/people.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

const routes = contractRoutes();
const fill = (path: string) =>
  path.replace(/:(\w+)/g, (_, name: string) =>
    name === 'task' || name === 'incident' || name === 'job'
      ? 'nowhere:1'
      : name === 'process' || name === 'channel' || name === 'instance'
        ? 'nowhere'
        : name === 'version' || name === 'row'
          ? '1'
          : '00000000-0000-4000-8000-000000000000',
  );

describe('every route of the contract', () => {
  it('is mounted once and has a right', () => {
    const mounted = endpoints.map(({ route }) => `${route.method} ${route.path}`).sort();
    expect(mounted).toEqual(routes.map((route) => `${route.method} ${route.path}`).sort());
    expect(new Set(mounted).size).toBe(mounted.length);
    for (const route of routes)
      expect(route.right === 'public' || route.right === 'signed-in' || rolesWith(route.right).length > 0).toBe(true);
  });

  const guarded = routes.filter((route) => route.right !== 'public');
  it.each(guarded.map((route) => [`${route.method} ${route.path}`, route] as const))('%s asks for a session', async (_, route) => {
    const answer = await api.call(null, route.method.toUpperCase(), fill(route.path), route.body ? {} : undefined);
    expect(answer.status).toBe(401);
    expect(answer.body.code).toBe('signInNeeded');
  });

  const limited = guarded.filter((route) => route.right !== 'signed-in');
  it.each(limited.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s refuses who has not its right',
    async (_, route) => {
      const right = route.right as Exclude<typeof route.right, 'public' | 'signed-in'>;
      const other = people.find((user) => !user.roles.some((role) => (rolesWith(right) as string[]).includes(role)));
      if (!other) return expect(rolesWith(right)).toHaveLength(6); // everybody has it
      const answer = await api.call(other.id, route.method.toUpperCase(), fill(route.path), route.body ? {} : undefined);
      expect(answer.status).toBe(403);
      expect(answer.body.code).toBe('forbidden');
    },
  );

  const changing = guarded.filter((route) => route.method !== 'get');
  it.each(changing.map((route) => [`${route.method} ${route.path}`, route] as const))('%s asks for the CSRF token', async (_, route) => {
    const holder =
      route.right === 'signed-in'
        ? 'ada'
        : people.find((user) => user.roles.some((role) => (rolesWith(route.right as never) as string[]).includes(role)))?.id;
    const answer = await api.call(holder ?? 'ada', route.method.toUpperCase(), fill(route.path), route.body ? {} : undefined, {
      csrf: false,
    });
    expect(answer.status).toBe(403);
    expect(answer.body.code).toBe('csrf');
  });

  it('answers unknown ids with 4xx, never with a fault', async () => {
    for (const route of guarded) {
      if (!route.params) continue;
      const answer = await api.call('ada', route.method.toUpperCase(), fill(route.path), route.body ? {} : undefined);
      expect([route.method, route.path, answer.status]).toEqual([
        route.method,
        route.path,
        expect.toSatisfy((status: number) => status >= 400 && status < 500),
      ]);
      expect(answer.body.code).toEqual(expect.any(String));
      expect(answer.body.message).toEqual(expect.any(String));
    }
  });
});
