import type { AnyRoute } from '@tanstack/react-router';
import type { PlaceId } from './places.ts';

/** What a folder of `features/` gives the app; listed in `features.ts`. */
export interface Feature {
  /** Routes under the shell (`createRoute({ getParentRoute: () => shell, path: '/desk', component: lazyRouteComponent(...) })`). */
  routes(shell: AnyRoute): AnyRoute[];
  /** Places it fills in the rail. `places.ts` knows their name, icon, key and who sees them. */
  places: readonly PlaceAt[];
}

export interface PlaceAt {
  id: PlaceId;
  path: string;
  /** Right without which the place is absent. */
  right?: string;
  /** Hook: number shown in the rail. */
  useCount?: () => number | null;
}
