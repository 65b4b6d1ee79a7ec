/** Exactly one of date, duration, cycle (BPMN 2.0.2, table 10.101). Text is ISO 8601 (cycles: or cron), or FEEL with a leading `=`. */
export interface TimerConfig {
  date?: string;
  duration?: string;
  /** `R3/PT1H`, `R/P1D`, `0 9 * * MON-FRI`, `0 0 9 L * ?`. */
  cycle?: string;
  /** Working time of this calendar; absent = round the clock. Cron then fires in working time only, in the calendar's zone. */
  calendar?: string;
}
