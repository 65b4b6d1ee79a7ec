import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Me } from '../../../api/contract/session.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useText } from '../../lib/text/text.ts';
import type { PlaceAt } from '../feature.ts';
import { features } from '../features.ts';

/** The place an address lies in, if it lies in one. */
export function placeOf(places: readonly PlaceAt[], pathname: string): PlaceAt | undefined {
  return places.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
}

/** A link from a colleague may lead to a place one may not enter: said once and plainly, rather than by whatever the place would load. */
export function Permitted({ me, children }: { me: Me; children: ReactNode }) {
  const { t } = useText();
  const { pathname } = useLocation();
  const place = placeOf(
    features.flatMap((feature) => feature.places),
    pathname,
  );
  if (!place?.right || me.rights.includes(place.right)) return children;
  return (
    <EmptyState title={t('notPermitted.title', { place: t(`place.${place.id}`) })} text={t('notPermitted.text')}>
      <Link to="/">{t('notFound.home')}</Link>
    </EmptyState>
  );
}
