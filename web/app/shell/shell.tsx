import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { flush } from '../../lib/drafts/outbox.ts';
import { useKeyReader } from '../../lib/keys/use-keys.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { usePreload } from '../../lib/preload.ts';
import { useMe } from '../../lib/session.ts';
import { railFolded } from '../../lib/shell-state.ts';
import { useStore } from '../../lib/store.ts';
import { useText } from '../../lib/text/text.ts';
import { BottomBar } from './bottom-bar.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { Palette } from './palette.tsx';
import { Permitted } from './permitted.tsx';
import { Rail } from './rail.tsx';
import classes from './shell.module.css';
import { StatusLine } from './status-line.tsx';
import { useShellKeys } from './use-shell-keys.ts';

const Sheets = lazy(() => import('./sheets.tsx').then((module) => ({ default: module.Sheets })));

export function Shell() {
  const me = useMe();
  const { t } = useText();
  const folded = useStore(railFolded);
  useKeyReader();
  useShellKeys(me);
  useLive();
  usePreload();
  // Completions an earlier visit could not send.
  useEffect(() => void flush(), []);
  return (
    <div className={classes.app} data-folded={folded || undefined}>
      <a className={classes.skip} href="#main">
        {t('shell.skip')}
      </a>
      <Rail me={me} />
      <div className={classes.main}>
        <OfflineBanner />
        <main id="main" className={classes.screen} tabIndex={-1}>
          <Suspense fallback={<SkeletonRows />}>
            <Permitted me={me}>
              <Outlet />
            </Permitted>
          </Suspense>
        </main>
        <StatusLine me={me} />
      </div>
      <BottomBar me={me} />
      <Palette me={me} />
      <Suspense fallback={null}>
        <Sheets me={me} />
      </Suspense>
    </div>
  );
}
