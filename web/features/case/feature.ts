import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../../app/feature.ts';

export const cases: Feature = {
  routes: (shell) => [
    createRoute({
      getParentRoute: () => shell,
      path: '/cases/$case',
      component: lazyRouteComponent(() => import('./case-page.tsx'), 'CasePage'),
    }),
  ],
  places: [],
};
