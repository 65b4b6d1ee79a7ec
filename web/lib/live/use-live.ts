import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveEvent } from '../../../api/contract/events.ts';
import { setServerTime } from '../clock.ts';
import { connectLive } from './connection.ts';
import { touchedBy } from './invalidate.ts';
import { liveState } from './live-state.ts';

/** Events make the queries they touch stale; bursts are gathered so that a thousand changes are one refetch. */
export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const touched = new Map<string, readonly string[]>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      for (const queryKey of touched.values()) void queries.invalidateQueries({ queryKey });
      touched.clear();
    };
    const onEvent = (event: LiveEvent) => {
      if (event.type === 'hello') {
        setServerTime(event.now);
        return;
      }
      for (const key of touchedBy(event)) touched.set(key.join(' '), key);
      timer ??= setTimeout(flush, 250);
    };
    let wasUp = true;
    const connection = connectLive(onEvent, (up) => {
      liveState.set(up);
      // What happened while the stream was down was not told.
      if (up && !wasUp) void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
      wasUp = up;
    });
    return () => {
      clearTimeout(timer);
      connection.close();
      liveState.set(false);
    };
  }, [queries]);
}
