export type { ChannelDeps } from './channel-deps.ts';
