import type { MessageConfig } from '../../triggers/message/config.ts';
import type { JobConfig } from '../service-task/config.ts';

/** Either a job (an e-mail) or a message published to other instances. */
export interface SendTaskConfig {
  job?: JobConfig;
  message?: MessageConfig;
}
