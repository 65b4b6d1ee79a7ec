import type { Trigger } from '../../contract/process.ts';

/** Several definitions on one event: any of them is enough, or (`parallel`) all are needed. Throwing, all are thrown. */
export interface MultipleConfig {
  parallel: boolean;
  parts: Trigger[];
}
