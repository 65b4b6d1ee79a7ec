/** Nothing beyond what every element carries. */
export type ExclusiveGatewayConfig = Record<string, never>;
