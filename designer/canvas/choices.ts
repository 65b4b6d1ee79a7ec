import { elements as elementDefinitions } from '../../engine/elements/index.ts';
import type { Creation } from './place.ts';

/** One row of the search for what to add. */
export interface Choice {
  key: string;
  /** Key of its name in the texts. */
  text: string;
  /** English plain words of the engine's own list, found besides the name. */
  words: string[];
  /** Glyph of the BPMN font. */
  glyph: string;
  creation: Creation;
}

const glyphs: { [bpmnType: string]: string } = {
  'bpmn:StartEvent': 'start-event-none',
  'bpmn:EndEvent': 'end-event-none',
  'bpmn:IntermediateCatchEvent': 'intermediate-event-catch-timer',
  'bpmn:IntermediateThrowEvent': 'intermediate-event-none',
  'bpmn:BoundaryEvent': 'intermediate-event-catch-timer',
  'bpmn:UserTask': 'user-task',
  'bpmn:ServiceTask': 'service-task',
  'bpmn:ScriptTask': 'script-task',
  'bpmn:SendTask': 'send-task',
  'bpmn:ReceiveTask': 'receive-task',
  'bpmn:ManualTask': 'manual-task',
  'bpmn:BusinessRuleTask': 'business-rule-task',
  'bpmn:ExclusiveGateway': 'gateway-xor',
  'bpmn:ParallelGateway': 'gateway-parallel',
  'bpmn:InclusiveGateway': 'gateway-or',
  'bpmn:EventBasedGateway': 'gateway-eventbased',
  'bpmn:SubProcess': 'subprocess-expanded',
  'bpmn:CallActivity': 'call-activity',
};

/** Elements that mean nothing without a trigger get one; the panel changes it. */
const needsTimer = new Set(['bpmn:IntermediateCatchEvent', 'bpmn:BoundaryEvent']);

const withTrigger: { type: string; trigger: string; glyph: string; words: string[] }[] = [
  { type: 'StartEvent', trigger: 'Timer', glyph: 'start-event-timer', words: ['every', 'schedule', 'cycle'] },
  { type: 'StartEvent', trigger: 'Message', glyph: 'start-event-message', words: ['mail', 'incoming'] },
  { type: 'IntermediateCatchEvent', trigger: 'Message', glyph: 'intermediate-event-catch-message', words: ['mail', 'answer', 'reply'] },
  { type: 'BoundaryEvent', trigger: 'Error', glyph: 'intermediate-event-catch-error', words: ['catch', 'failure'] },
  { type: 'EndEvent', trigger: 'Error', glyph: 'end-event-error', words: ['fail', 'throw'] },
  { type: 'EndEvent', trigger: 'Terminate', glyph: 'end-event-terminate', words: ['stop all', 'cancel'] },
];

/** Every element the engine knows, and its events by trigger. */
export const choices: Choice[] = [
  ...elementDefinitions.map(({ kind, bpmnType, descriptor }) => ({
    key: kind,
    text: `type.${bpmnType.replace('bpmn:', '')}`,
    words: [descriptor.title, ...descriptor.synonyms],
    glyph: glyphs[bpmnType] ?? 'task-none',
    creation: { type: bpmnType, ...(needsTimer.has(bpmnType) ? { eventDefinitionType: 'bpmn:TimerEventDefinition' } : {}) },
  })),
  ...withTrigger.map(({ type, trigger, glyph, words }) => ({
    key: `${type}-${trigger}`,
    text: `choice.${type}.${trigger}`,
    words,
    glyph,
    creation: { type: `bpmn:${type}`, eventDefinitionType: `bpmn:${trigger}EventDefinition` },
  })),
];

/** Those whose name or plain words hold what was typed, in any of both languages. */
export function findChoices(query: string, nameOf: (text: string) => string): Choice[] {
  const wanted = query.trim().toLowerCase();
  return choices.filter(({ text, words, key }) =>
    [nameOf(text), translated(nameOf, `synonyms.${key}`), ...words].some((word) => word.toLowerCase().includes(wanted)),
  );
}

function translated(nameOf: (text: string) => string, key: string): string {
  const text = nameOf(key);
  return text === key ? '' : text;
}
