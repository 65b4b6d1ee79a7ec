import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../../app/feature.ts';

export const imports: Feature = {
  routes: (shell) => [
    createRoute({
      getParentRoute: () => shell,
      path: '/import',
      component: lazyRouteComponent(() => import('./import-list.tsx'), 'ImportList'),
    }),
    createRoute({
      getParentRoute: () => shell,
      path: '/import/$id',
      component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
    }),
  ],
  places: [{ id: 'import', path: '/import', right: 'import:run' }],
};
