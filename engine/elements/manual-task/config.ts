/** Nothing beyond what every element carries. */
export type ManualTaskConfig = Record<string, never>;
