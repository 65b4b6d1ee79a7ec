import type { EventPosition } from '../../engine/elements/element.ts';

/** Glyphs of the BPMN font, by type. */
export const elementGlyphs: { [bpmnType: string]: string } = {
  'bpmn:UserTask': 'user-task',
  'bpmn:ServiceTask': 'service-task',
  'bpmn:ScriptTask': 'script-task',
  'bpmn:SendTask': 'send-task',
  'bpmn:ReceiveTask': 'receive-task',
  'bpmn:ManualTask': 'manual-task',
  'bpmn:BusinessRuleTask': 'business-rule-task',
  'bpmn:Task': 'task',
  'bpmn:ExclusiveGateway': 'gateway-xor',
  'bpmn:ParallelGateway': 'gateway-parallel',
  'bpmn:InclusiveGateway': 'gateway-or',
  'bpmn:EventBasedGateway': 'gateway-eventbased',
  'bpmn:ComplexGateway': 'gateway-complex',
  'bpmn:SubProcess': 'subprocess-expanded',
  'bpmn:Transaction': 'transaction',
  'bpmn:AdHocSubProcess': 'ad-hoc-subprocess',
  'bpmn:CallActivity': 'call-activity',
};

const shapes: { [position in EventPosition]: string } = {
  start: 'start-event',
  'event-sub-process': 'start-event',
  catch: 'intermediate-event-catch',
  boundary: 'intermediate-event-catch',
  throw: 'intermediate-event-throw',
  end: 'end-event',
};

/** The ring says the place, the sign in it the trigger; an event subprocess shows its start. */
export function eventGlyph(trigger: string, position: EventPosition): string {
  if (position === 'throw' && trigger === 'none') return 'intermediate-event-none';
  return `${shapes[position]}-${trigger === 'conditional' ? 'condition' : trigger}`;
}
