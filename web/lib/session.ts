import { createContext, useContext } from 'react';
import type { Me } from '../../api/contract/session.ts';

export const SessionContext = createContext<Me | null>(null);

/** Who is signed in. Only used below the shell, where there is always somebody. */
export function useMe(): Me {
  const me = useContext(SessionContext);
  if (!me) throw new Error('useMe outside the shell');
  return me;
}

export function useMay(right: string): boolean {
  return useMe().rights.includes(right);
}
