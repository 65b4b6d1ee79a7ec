/** `interrupting` matters only for event subprocesses. `form`: asked when started by hand. */
export interface StartEventConfig {
  interrupting: boolean;
  form?: string;
}
