import type { CompiledElement } from '../../contract/process.ts';
import type { Finding } from '../../elements/element.ts';
import type { JobConfig } from '../../elements/service-task/config.ts';
import { finding, label } from '../findings.ts';
import type { Installation } from './index.ts';

/** A job that nobody here could run. A job with a queue of its own belongs to the company's own worker. */
export function checkJobTypes(element: CompiledElement, installation: Installation): Finding[] {
  const job = (element.config as { job?: JobConfig }).job;
  const known = installation.jobTypes;
  if (!job || !known || job.queue !== undefined || known.includes(job.jobType)) return [];
  return [
    finding('job/type-unknown', 'error', element.id, { element: label(element), type: job.jobType, known: [...known].sort().join(', ') }),
  ];
}
