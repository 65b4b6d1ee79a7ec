export { heartbeat } from './heartbeat.ts';
export { instance } from './instance.ts';
