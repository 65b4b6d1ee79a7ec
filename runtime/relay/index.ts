export { defaultTaskQueue, heartbeatType, toldSignal, workflowType } from './names.ts';
export { createRelay, type Relay, type RelayOptions } from './relay.ts';
export { isOutage, type Tell, tellBy } from './tell.ts';
