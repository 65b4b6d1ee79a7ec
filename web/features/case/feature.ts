import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../../app/feature.ts';
import { withTexts } from '../../lib/text/text.ts';
import { readRecordSearch } from '../record/search.ts';
import type { CasesSearch } from './queries.ts';

function readCasesSearch(search: Record<string, unknown>): CasesSearch {
  return {
    ...(typeof search.process === 'string' && search.process ? { process: search.process } : {}),
    ...(search.stuck === true || search.stuck === 'true' ? { stuck: true } : {}),
  };
}

export const cases: Feature = {
  routes: (shell) => [
    createRoute({
      getParentRoute: () => shell,
      path: '/cases',
      validateSearch: readCasesSearch,
      component: lazyRouteComponent(() => withTexts(import('./case-list-page.tsx')), 'CaseListPage'),
    }),
    createRoute({
      getParentRoute: () => shell,
      path: '/cases/$case',
      validateSearch: readRecordSearch,
      component: lazyRouteComponent(() => withTexts(import('./case-page.tsx')), 'CasePage'),
    }),
  ],
  places: [],
};
