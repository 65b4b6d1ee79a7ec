/** Exactly one of date, duration, cycle (BPMN 2.0.2, table 10.101). Text is ISO 8601, or FEEL with a leading `=`. */
export interface TimerConfig {
  date?: string;
  duration?: string;
  /** `R3/PT1H`, `R/P1D`. */
  cycle?: string;
  /** Working time of this calendar; absent = round the clock. */
  calendar?: string;
}
