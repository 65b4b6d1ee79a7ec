import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../../app/feature.ts';
import { withTexts } from '../../lib/text/text.ts';

export const figures: Feature = {
  routes: (shell) => [
    createRoute({
      getParentRoute: () => shell,
      path: '/figures',
      validateSearch: (search: Record<string, unknown>) => ({
        ...(search.type === 'deal' ? { type: 'deal' } : {}),
        ...(['week', 'month', 'year'].includes(String(search.since)) ? { since: String(search.since) } : {}),
      }),
      component: lazyRouteComponent(() => withTexts(import('./figures-page.tsx')), 'FiguresPage'),
    }),
  ],
  places: [
    { id: 'reports', path: '/figures', right: 'figures:read' },
    { id: 'figures', path: '/figures', right: 'figures:read' },
  ],
};
