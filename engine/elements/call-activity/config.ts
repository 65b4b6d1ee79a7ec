/** Calls a process of the same package: a nested scope of the same instance. */
export interface CallActivityConfig {
  calledProcess: string;
  /** true: all variables of the caller are visible inside; false: only the inputs. Outputs always go by `outputs`. */
  propagateAll: boolean;
}
