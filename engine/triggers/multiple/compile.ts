import type { MultipleConfig } from './config.ts';

/** The event's definitions are read one by one (`model/compile-process.ts`). */
export function compile(): MultipleConfig {
  return { parallel: false, parts: [] };
}
