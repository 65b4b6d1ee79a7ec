import type { ElementInstance, Json } from '../../contract/index.ts';

/**
 * What expressions see at a repeated activity (BPMN 2.0.2, table 10.31): computed from the state, so that no fact has to repeat it.
 * `active`: rounds that stand in it now. Inside a round, `loopCounter` is that round's own number.
 */
export function loopNames({ loop }: ElementInstance, active: number): { [name: string]: Json } {
  if (!loop) return {};
  const { total, started, completed } = loop;
  return {
    loopCounter: started,
    numberOfInstances: total ?? started,
    numberOfActiveInstances: active,
    numberOfCompletedInstances: completed,
    numberOfTerminatedInstances: started - completed - active,
  };
}
