import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../../app/feature.ts';
import { useDeskCount } from './use-desk.ts';

export const desk: Feature = {
  routes: (shell) => [
    createRoute({
      getParentRoute: () => shell,
      path: '/desk',
      validateSearch: (search) => ({
        view: typeof search.view === 'string' ? search.view : undefined,
        team: typeof search.team === 'string' ? search.team : undefined,
      }),
      component: lazyRouteComponent(() => import('./desk-page.tsx'), 'DeskPage'),
    }),
  ],
  places: [{ id: 'desk', path: '/desk', right: 'desk:read', useCount: useDeskCount }],
};
