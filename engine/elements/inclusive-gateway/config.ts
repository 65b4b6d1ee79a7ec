/** Nothing beyond what every element carries. */
export type InclusiveGatewayConfig = Record<string, never>;
