import type { Behaviour } from '../../kernel/behaviour.ts';
import { publishMessage } from '../../triggers/message/behaviour.ts';
import { planJob, startJob, takeOutput } from '../service-task/behaviour.ts';
import type { SendTaskConfig } from './config.ts';

/** A job (an e-mail), or a message to other instances, which is published and not waited for. */
export const behaviour: Behaviour<SendTaskConfig> = {
  activate(visit) {
    const { job, message } = visit.config;
    if (job || !message) return startJob(visit, job);
    const failure = publishMessage(message, visit);
    if (!failure) visit.complete();
    return failure;
  },
  planJob: (visit, given) => planJob(visit, visit.config.job, given),
  onJob: (visit, output) => takeOutput(visit, visit.config.job, output),
};
