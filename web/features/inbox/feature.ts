import { createRoute } from '@tanstack/react-router';
import type { Feature } from '../../app/feature.ts';
import { InboxPage } from './inbox-page.tsx';
import { useTodayCount } from './queries.ts';
import { readInboxSearch } from './search.ts';

/** Home of most people: part of the first load, so that it needs no second request. */
export const inbox: Feature = {
  routes: (shell) => [
    createRoute({ getParentRoute: () => shell, path: '/inbox', validateSearch: readInboxSearch, component: InboxPage }),
    createRoute({ getParentRoute: () => shell, path: '/inbox/$task', validateSearch: readInboxSearch, component: InboxPage }),
  ],
  places: [{ id: 'inbox', path: '/inbox', right: 'task:work', useCount: useTodayCount }],
};
