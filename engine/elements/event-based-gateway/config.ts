/** Nothing beyond what every element carries. */
export type EventBasedGatewayConfig = Record<string, never>;
