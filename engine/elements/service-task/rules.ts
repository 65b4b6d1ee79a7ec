import type { PublishRule } from '../element.ts';
import type { ServiceTaskConfig } from './config.ts';

/** A missing job is refused while compiling; whether its type is known is asked of the installation (`model/checks/job-types.ts`). */
export const rules: PublishRule<ServiceTaskConfig>[] = [];
