import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../../app/feature.ts';
import type { StuckSearch } from './queries.ts';

export const incidents: Feature = {
  routes: (shell) => [
    createRoute({
      getParentRoute: () => shell,
      path: '/stuck',
      validateSearch: (search: Record<string, unknown>): StuckSearch =>
        typeof search.process === 'string' && search.process ? { process: search.process } : {},
      component: lazyRouteComponent(() => import('./stuck-page.tsx'), 'StuckPage'),
    }),
  ],
  places: [],
};
