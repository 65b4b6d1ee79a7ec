import { readdirSync } from 'node:fs';
import { setPriority } from 'node:os';

/** What carries out yields to what answers people, when one machine has to do both. */
export const backgroundPriority = 10;

/**
 * Sets the priority (nice, -20 to 19) of all threads a process has now; those it makes later inherit it. Never fails: a process that ended
 * meanwhile, or a system that does not allow it, just goes on as it was. @returns threads reached.
 */
export function setProcessPriority(pid: number, priority: number): number {
  if (pid <= 0) return 0;
  let reached = 0;
  for (const thread of threadsOf(pid)) {
    try {
      setPriority(thread, priority);
      reached += 1;
    } catch {
      // gone, or not ours
    }
  }
  return reached;
}

function threadsOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [pid];
  }
}
