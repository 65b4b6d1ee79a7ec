import type { PublishRule } from '../element.ts';
import type { ManualTaskConfig } from './config.ts';

/** Does nothing and goes on: nothing of its own can be wrong. */
export const rules: PublishRule<ManualTaskConfig>[] = [];
