export interface CompensationConfig {
  /** Throwing: the activity to compensate; absent = all of the scope. */
  activity?: string;
  /** Throwing: the event waits until all is compensated. */
  wait: boolean;
  /** At the edge of an activity: the activity that compensates it. */
  handler?: string;
}
