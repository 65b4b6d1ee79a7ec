/** FEEL; its value goes to `resultVariable` (`record.field` changes a record), or, being a context, each entry to a variable. */
export interface ScriptTaskConfig {
  script: string;
  resultVariable?: string;
}
