import type { ElementDefinition, EventPosition, TriggerDefinition } from '../../engine/elements/element.ts';
import { elements } from '../../engine/elements/index.ts';
import { triggers } from '../../engine/triggers/index.ts';
import { elementGlyphs, eventGlyph } from './glyphs.ts';
import { eventName, type NameOf, typeText } from './names.ts';
import type { Creation } from './shapes.ts';

export type ChoiceGroup = 'steps' | 'ways' | EventPosition;

/** Headings of the search, in the order of its rows. */
export const choiceGroups: ChoiceGroup[] = ['steps', 'ways', 'start', 'catch', 'boundary', 'throw', 'end', 'event-sub-process'];

/** One row of the search for what to add. */
export interface Choice {
  /** `user-task`; of events `boundary.signal`. */
  key: string;
  group: ChoiceGroup;
  name(t: NameOf): string;
  /** English plain words of the engine's own lists, found besides the name. */
  words: string[];
  /** Keys of texts with plain words in the reader's language. */
  synonyms: string[];
  /** Glyph of the BPMN font. */
  glyph: string;
  creation: Creation;
}

/** What stands at a position; what is put there when nothing else is said. */
const places: { [position in EventPosition]: { bpmnType: string; usual: string } } = {
  start: { bpmnType: 'bpmn:StartEvent', usual: 'none' },
  'event-sub-process': { bpmnType: 'bpmn:SubProcess', usual: 'message' },
  catch: { bpmnType: 'bpmn:IntermediateCatchEvent', usual: 'timer' },
  boundary: { bpmnType: 'bpmn:BoundaryEvent', usual: 'timer' },
  throw: { bpmnType: 'bpmn:IntermediateThrowEvent', usual: 'none' },
  end: { bpmnType: 'bpmn:EndEvent', usual: 'none' },
};

/** Every element the engine knows, and every trigger at every place where it may stand. */
export const choices: Choice[] = choiceGroups.flatMap((group) => {
  if (group === 'steps' || group === 'ways') return elements.filter((element) => groupOf(element) === group).map(ofElement);
  return triggers.filter(({ positions }) => positions.includes(group)).map((trigger) => ofEvent(trigger, group));
});

function groupOf({ bpmnType }: ElementDefinition): 'steps' | 'ways' | 'events' {
  return bpmnType.endsWith('Event') ? 'events' : bpmnType.endsWith('Gateway') ? 'ways' : 'steps';
}

function ofElement(element: ElementDefinition): Choice {
  const { kind, bpmnType, descriptor } = element;
  return {
    key: kind,
    group: bpmnType.endsWith('Gateway') ? 'ways' : 'steps',
    name: (t) => t(typeText(bpmnType)),
    words: [standardName(bpmnType), descriptor.title, ...descriptor.synonyms],
    synonyms: [`synonyms.${kind}`],
    glyph: elementGlyphs[bpmnType] ?? 'task-none',
    creation: { type: bpmnType },
  };
}

function ofEvent(trigger: TriggerDefinition, position: EventPosition): Choice {
  const { kind, descriptor } = trigger;
  const { bpmnType, usual } = places[position];
  const event = kind === usual ? elements.find((element) => element.bpmnType === bpmnType)?.descriptor : undefined;
  const aside = position === 'event-sub-process';
  return {
    key: `${position}.${kind}`,
    group: position,
    name: (t) => eventName(t, kind, position, bpmnType),
    words: [standardName(bpmnType), descriptor.title, ...descriptor.synonyms, ...(event && !aside ? [event.title, ...event.synonyms] : [])],
    synonyms: [`synonyms.trigger.${kind}`, `synonyms.position.${position}`],
    glyph: eventGlyph(kind, position),
    creation: { type: bpmnType, definitions: definitionsOf(trigger, position), ...(aside ? { aside } : {}) },
  };
}

/** `bpmn:UserTask` -> `user task`: what BPMN 2.0.2 calls it, in every language. */
export function standardName(bpmnType: string): string {
  return bpmnType
    .replace('bpmn:', '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

/** Several triggers begin as a message and a signal, which may stand together everywhere. */
function definitionsOf({ kind, bpmnType }: TriggerDefinition, position: EventPosition): string[] {
  if (kind !== 'multiple') return bpmnType === null ? [] : [bpmnType];
  const usual = ['message', 'signal'].map((each) => triggers.find((trigger) => trigger.kind === each));
  return usual.flatMap((trigger) => (trigger?.bpmnType && trigger.positions.includes(position) ? [trigger.bpmnType] : []));
}

/** Those of which every word typed is in the name or the plain words, in the reader's language or in English; best first. */
export function findChoices(query: string, t: NameOf): Choice[] {
  const wanted = query.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  return choices
    .map((choice) => {
      const name = choice.name(t).toLowerCase();
      const told = [name, ...choice.synonyms.map((key) => t(key)), ...choice.words].join('\n').toLowerCase();
      const rank = name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 3;
      return { choice, rank, found: words.every((word) => told.includes(word)) };
    })
    .filter(({ found }) => found)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ choice }) => choice);
}
