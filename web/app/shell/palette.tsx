import { lazy, Suspense, useEffect, useState } from 'react';
import type { Me } from '../../../api/contract/session.ts';
import { paletteOpen } from '../../lib/palette.ts';
import { useStore } from '../../lib/store.ts';

const loadBox = () => import('./search-box.tsx').then((module) => ({ default: module.SearchBox }));
const SearchBox = lazy(loadBox);

/** Loads the box when it is first opened; it stays mounted then, so that closing can be seen. */
export function Palette({ me }: { me: Me }) {
  const open = useStore(paletteOpen);
  const [wanted, setWanted] = useState(false);
  if (open && !wanted) setWanted(true);
  // There before it is wanted: who presses Ctrl+K types at once.
  useEffect(() => {
    const timer = setTimeout(() => void loadBox().catch(() => undefined), 500);
    return () => clearTimeout(timer);
  }, []);
  return wanted ? (
    <Suspense fallback={null}>
      <SearchBox me={me} />
    </Suspense>
  ) : null;
}
