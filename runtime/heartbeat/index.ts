export { type Beat, beat, ensureHeartbeat, heartbeatId } from './heartbeat.ts';
