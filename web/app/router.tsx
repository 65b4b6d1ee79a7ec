import { createRootRoute, createRoute, createRouter, Navigate } from '@tanstack/react-router';
import { useMe } from '../lib/session.ts';
import { ErrorPage, NotFoundPage } from './error-page.tsx';
import { features } from './features.ts';
import { Shell } from './shell/shell.tsx';
import { usePlaces } from './shell/use-places.ts';

const shell = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: ErrorPage });

function Home() {
  const me = useMe();
  const first = usePlaces(me)[0];
  return first ? <Navigate to={first.path} replace /> : <NotFoundPage />;
}

const home = createRoute({ getParentRoute: () => shell, path: '/', component: Home });

export function makeRouter() {
  const routes = features.flatMap((feature) => feature.routes(shell));
  return createRouter({
    routeTree: shell.addChildren([home, ...routes]),
    defaultPreload: 'intent',
    defaultPendingMs: 150,
    scrollRestoration: false,
  });
}
