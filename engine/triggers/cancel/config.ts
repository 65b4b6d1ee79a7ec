/** Nothing beyond the position. */
export type CancelConfig = Record<string, never>;
