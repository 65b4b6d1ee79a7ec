import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../../app/feature.ts';
import { withTexts } from '../../lib/text/text.ts';
import { readRecordSearch } from './search.ts';

export const record: Feature = {
  routes: (shell) => [
    createRoute({
      getParentRoute: () => shell,
      path: '/records/$record',
      validateSearch: readRecordSearch,
      component: lazyRouteComponent(() => withTexts(import('./record-page.tsx')), 'RecordPage'),
    }),
  ],
  places: [],
};
