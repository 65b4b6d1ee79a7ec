import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../../app/feature.ts';
import { withTexts } from '../../lib/text/text.ts';

export const imports: Feature = {
  routes: (shell) => [
    createRoute({
      getParentRoute: () => shell,
      path: '/import',
      component: lazyRouteComponent(() => withTexts(import('./import-list.tsx')), 'ImportList'),
    }),
    createRoute({
      getParentRoute: () => shell,
      path: '/import/$id',
      component: lazyRouteComponent(() => withTexts(import('./import-page.tsx')), 'ImportPage'),
    }),
  ],
  places: [{ id: 'import', path: '/import', right: 'import:run' }],
};
