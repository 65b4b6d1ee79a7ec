import type { Behaviour } from '../../kernel/behaviour.ts';
import { leaveByFirst } from '../../kernel/leave.ts';
import type { ExclusiveGatewayConfig } from './config.ts';

/** Each token passes by itself, on the first flow whose condition holds. */
export const behaviour: Behaviour<ExclusiveGatewayConfig> = { leave: leaveByFirst };
