import { createStore } from '../store.ts';

/** True while events arrive, here or through another tab. */
export const liveState = createStore(false);
