import * as definitions from '../../activities/jobs/definitions.ts';
import { outputNames, requiredInputs } from '../../activities/jobs/job-definition.ts';

/** Job types this installation has: what a model may name without a worker of the company's own. */
export const jobTypes: string[] = Object.values(definitions).map((each) => each.type);

/** Names in their results, by type. */
export const jobOutputs = outputNames(Object.values(definitions));

/** Inputs they cannot do without, by type. */
export const jobInputs = requiredInputs(Object.values(definitions));
