export type NoneConfig = Record<string, never>;
