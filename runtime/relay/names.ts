/** Names that Temporal and Postgres' side of it agree on. Changing one loses sight of what runs under the old one. */
export const workflowType = 'instance';
export const heartbeatType = 'heartbeat';
export const toldSignal = 'told';
export const defaultTaskQueue = 'perennial';
