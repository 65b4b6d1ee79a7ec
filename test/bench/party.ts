/** One way of running the lead path over HTTP; the bench drives both through the same calls. */
export interface Party {
  name: 'perennial' | 'hand-written';
  /** Opens a lead with a payload of 1 kB; answers when its first task can be read. */
  open(payload: string): Promise<{ caseId: string; task: string }>;
  /** Completes a task; answers when the next one can be read (null = the case has ended). */
  complete(caseId: string, task: string, payload: string): Promise<{ task: string | null }>;
  /** Cases among these that are not carried out to the end in every part. */
  undrained(caseIds: string[]): Promise<number>;
}

/** Takes one case through: open, complete the call, complete the qualification. */
export async function leadPath(party: Party, payload: string, latencies: number[]): Promise<string> {
  const opened = await party.open(payload);
  let task: string | null = opened.task;
  for (let step = 0; step < 2 && task !== null; step += 1) {
    const sent = performance.now();
    const answer: { task: string | null } = await party.complete(opened.caseId, task, payload);
    latencies.push(performance.now() - sent);
    task = answer.task;
  }
  return opened.caseId;
}
