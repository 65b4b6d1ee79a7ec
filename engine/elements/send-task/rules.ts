import type { PublishRule } from '../element.ts';
import type { SendTaskConfig } from './config.ts';

/** A task with nothing to send is refused while compiling. */
export const rules: PublishRule<SendTaskConfig>[] = [];
