import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../../app/feature.ts';
import { withTexts } from '../../lib/text/text.ts';
import { readListSearch } from './search.ts';

export const list: Feature = {
  routes: (shell) => [
    createRoute({
      getParentRoute: () => shell,
      path: '/records',
      validateSearch: readListSearch,
      component: lazyRouteComponent(() => withTexts(import('./list-page.tsx')), 'ListPage'),
    }),
  ],
  places: [{ id: 'list', path: '/records', right: 'record:read' }],
};
