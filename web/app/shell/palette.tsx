import { lazy, Suspense, useState } from 'react';
import type { Me } from '../../../api/contract/session.ts';
import { paletteOpen } from '../../lib/palette.ts';
import { useStore } from '../../lib/store.ts';

const SearchBox = lazy(() => import('./search-box.tsx').then((module) => ({ default: module.SearchBox })));

/** Loads the box when it is first opened; it stays mounted then, so that closing can be seen. */
export function Palette({ me }: { me: Me }) {
  const open = useStore(paletteOpen);
  const [wanted, setWanted] = useState(false);
  if (open && !wanted) setWanted(true);
  return wanted ? (
    <Suspense fallback={null}>
      <SearchBox me={me} />
    </Suspense>
  ) : null;
}
