/** A subprocess whose activities are chosen while it runs; `elements` and flows inside name it as their `scope`. */
export interface AdHocSubProcessConfig {
  ordering: 'parallel' | 'sequential';
  /** FEEL, asked whenever an activity in it completes; absent = a person says that it is done, or nothing is left to do. */
  completionCondition?: string;
  /** When it is done, what is still open is cancelled; else it is waited for. */
  cancelRemaining: boolean;
  /** FEEL giving the ids of activities that begin by themselves; absent = those that need no person. */
  begins?: string;
}
