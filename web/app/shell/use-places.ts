import type { Me } from '../../../api/contract/session.ts';
import type { PlaceAt } from '../feature.ts';
import { features } from '../features.ts';
import { railFor } from '../places.ts';

/** Places of this person, in the order of his roles; what no feature fills, or he may not enter, is absent. */
export function usePlaces(me: Me): PlaceAt[] {
  const filled = new Map(features.flatMap((feature) => feature.places).map((place) => [place.id, place]));
  return railFor(me.roles).flatMap((id) => {
    const place = filled.get(id);
    return place && (!place.right || me.rights.includes(place.right)) ? [place] : [];
  });
}
