import { createStore } from '../store.ts';

/** Since when the server is not reached (epoch ms), or null. What the browser says of its network is only a hint; answers decide. */
export const offlineSince = createStore<number | null>(null);

export function noteReached(): void {
  offlineSince.set(null);
}

export function noteUnreached(): void {
  offlineSince.set((since) => since ?? Date.now());
}
