import type { PublishRule } from '../element.ts';
import type { TaskConfig } from './config.ts';

/** Does nothing and goes on: nothing of its own can be wrong. */
export const rules: PublishRule<TaskConfig>[] = [];
