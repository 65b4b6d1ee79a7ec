import { createStore } from '../store.ts';

/**
 * `saved`: here and on the server; `saving`: on its way; `onlyHere`: kept in this browser, the server did not take it yet;
 * `notSaved`: on this page only.
 */
export const savingState = createStore<'saved' | 'saving' | 'onlyHere' | 'notSaved'>('saved');
