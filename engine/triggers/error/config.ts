/** `code` absent on a catching event = catches all. */
export interface ErrorConfig {
  code?: string;
  /** Catching: variables that take the code and the message. */
  codeVariable?: string;
  messageVariable?: string;
}
