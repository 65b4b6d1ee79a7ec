/** An event on the edge of an activity. */
export interface BoundaryEventConfig {
  attachedTo: string;
  interrupting: boolean;
}
