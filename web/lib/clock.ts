import { useEffect, useState } from 'react';

/** The product's clock: the server's time, which tests and the demo may move. Deadlines are the server's, so distances are taken from it. */
let ahead = 0;

export function setServerTime(now: string): void {
  const server = Date.parse(now);
  if (Number.isFinite(server)) ahead = server - Date.now();
}

export function serverNow(): number {
  return Date.now() + ahead;
}

/** Current time that moves on by itself, so that marks grow without a refetch. */
export function useNow(everyMs = 15_000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
