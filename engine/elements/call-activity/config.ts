/** Calls a process: a nested scope of the same instance, pinned to the package it was found in. */
export interface CallActivityConfig {
  /** Id of the process, or FEEL with a leading `=` giving it. Empty = the main process of the package that `binding` names. */
  calledProcess: string;
  /** true: all variables of the caller are visible inside; false: only the inputs. Outputs always go by `outputs`. */
  propagateAll: boolean;
  /** Absent = a process of the caller's own package, at the caller's version. */
  binding?: CallBinding;
}

export interface CallBinding {
  /** Key; absent = the caller's own. */
  package?: string;
  /** Absent = the newest published when the call begins. */
  version?: number;
}
