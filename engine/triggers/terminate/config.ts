export type TerminateConfig = Record<string, never>;
