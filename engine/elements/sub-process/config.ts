/** Embedded subprocess; `elements` and flows inside name it as their `scope`. `startEvents`: ids of its start events. */
export interface SubProcessConfig {
  triggeredByEvent: boolean;
}
