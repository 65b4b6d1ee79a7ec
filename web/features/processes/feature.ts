import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../../app/feature.ts';
import { withTexts } from '../../lib/text/text.ts';

export const processes: Feature = {
  routes: (shell) => [
    createRoute({
      getParentRoute: () => shell,
      path: '/processes',
      component: lazyRouteComponent(() => withTexts(import('./process-list.tsx')), 'ProcessList'),
    }),
    createRoute({
      getParentRoute: () => shell,
      path: '/processes/$key',
      component: lazyRouteComponent(() => withTexts(import('./process-page.tsx')), 'ProcessPage'),
    }),
  ],
  places: [{ id: 'processes', path: '/processes', right: 'instance:start' }],
};
