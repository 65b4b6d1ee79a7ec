/** Nothing beyond what every element carries. */
export type ParallelGatewayConfig = Record<string, never>;
