import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../../app/feature.ts';
import { withTexts } from '../../lib/text/text.ts';

export const cases: Feature = {
  routes: (shell) => [
    createRoute({
      getParentRoute: () => shell,
      path: '/cases/$case',
      component: lazyRouteComponent(() => withTexts(import('./case-page.tsx')), 'CasePage'),
    }),
  ],
  places: [],
};
