/** Calls a process of the same package: a nested scope of the same instance. */
export interface CallActivityConfig {
  /** Id of the process, or FEEL with a leading `=` giving it. */
  calledProcess: string;
  /** true: all variables of the caller are visible inside; false: only the inputs. Outputs always go by `outputs`. */
  propagateAll: boolean;
}
