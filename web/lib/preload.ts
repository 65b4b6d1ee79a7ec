import { useEffect } from 'react';

/**
 * Parts that are loaded on demand, fetched once the first screen stands: they open at once later, and are there when the network is not.
 */
const parts: readonly (() => Promise<unknown>)[] = [
  () => import('./phrases/read-phrase.ts'),
  () => import('../components/fields/select-field.tsx'),
  () => import('../components/fields/date-field.tsx'),
  () => import('../components/fields/file-field.tsx'),
  () => import('../components/fields/call-back-calendar.tsx'),
  () => import('../features/session/sign-in-sheet.tsx'),
];

const quietMs = 1500;

export function usePreload(): void {
  useEffect(() => {
    const timer = setTimeout(async () => {
      for (const part of parts) await part().catch(() => undefined);
    }, quietMs);
    return () => clearTimeout(timer);
  }, []);
}
