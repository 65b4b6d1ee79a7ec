export interface ComplexGatewayConfig {
  /** FEEL, seeing `activationCount`: incoming flows that hold a token. Absent = one is enough. */
  activationCondition?: string;
}
