/** Nothing beyond what every element carries. */
export type TaskConfig = Record<string, never>;
