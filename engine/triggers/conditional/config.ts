export interface ConditionalConfig {
  /** FEEL. */
  condition: string;
}
