/** `code` absent on a catching event = catches all. */
export interface EscalationConfig {
  code?: string;
  /** The code stands in the file, rather than being the escalation's id. */
  named?: boolean;
  /** Catching: variable that takes the code. */
  codeVariable?: string;
}
