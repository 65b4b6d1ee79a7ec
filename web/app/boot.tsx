import { useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { getMe, type Me } from '../../api/contract/session.ts';
import { ErrorBlock } from '../components/error-block.tsx';
import { call } from '../lib/api/call.ts';
import { queries } from '../lib/api/client.ts';
import { gate } from '../lib/api/gate.ts';
import { ApiError } from '../lib/api/problem.ts';
import { setServerTime } from '../lib/clock.ts';
import { SessionContext } from '../lib/session.ts';
import { firstLocale, switchLanguage } from '../lib/text/text.ts';
import { makeRouter } from './router.tsx';

const SignIn = lazy(() => import('../features/session/sign-in.tsx').then((module) => ({ default: module.SignIn })));
const SignInSheet = lazy(() => import('../features/session/sign-in-sheet.tsx').then((module) => ({ default: module.SignInSheet })));

let router: ReturnType<typeof makeRouter> | null = null;

async function whoAmI(): Promise<Me | null> {
  try {
    const me = await call(getMe);
    accept(me);
    return me;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

function accept(me: Me): void {
  setServerTime(me.now);
  gate.open(me.csrf);
}

/** Language, then who is there, then either the door or the shell at the address that was asked for. */
export function Boot() {
  const session = useQuery({ queryKey: ['me'], queryFn: whoAmI, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false });
  const waiting = useSyncExternalStore(gate.subscribe, () => gate.waiting);
  const [spoken, setSpoken] = useState<string | null>(null);
  const wanted = session.data?.locale;
  useEffect(() => {
    if (session.isPending) return;
    const locale = wanted ?? firstLocale();
    void switchLanguage(locale).then(() => setSpoken(locale));
  }, [wanted, session.isPending]);

  if (!spoken || (wanted && spoken !== wanted)) return null;
  if (session.isError) return <ErrorBlock error={session.error} onRetry={() => session.refetch()} />;
  const enter = (me: Me) => {
    accept(me);
    queries.setQueryData(['me'], me);
  };
  if (!session.data) {
    return (
      <Suspense fallback={null}>
        <SignIn onEntered={enter} />
      </Suspense>
    );
  }
  const me = session.data;
  router ??= makeRouter();
  return (
    <SessionContext.Provider value={me}>
      <RouterProvider router={router} />
      {waiting && (
        <Suspense fallback={null}>
          <SignInSheet login={me.login} onEntered={(again) => (again.id === me.id ? enter(again) : location.assign('/'))} />
        </Suspense>
      )}
    </SessionContext.Provider>
  );
}
