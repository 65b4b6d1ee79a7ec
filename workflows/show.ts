import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { NextWork } from '../runtime/contract.ts';

/** Makes Temporal's own pages tell where the case stands. @returns the stage now shown. */
export function showWork(work: NextWork, shown: string | null): string | null {
  setCurrentDetails(work.summary);
  if (work.stage === null || work.stage === shown) return shown;
  upsertSearchAttributes({ PerennialStage: [work.stage] });
  return work.stage;
}
