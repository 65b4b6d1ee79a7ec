import type { EventPosition } from '../../engine/elements/element.ts';
import { triggers } from '../../engine/triggers/index.ts';
import { definitionsOf, isEventSubProcess } from '../edit/kinds.ts';
import { positionOf } from '../edit/several.ts';
import type { ModdleElement } from './moddle-element.ts';

export type NameOf = (text: string, values?: { [name: string]: string }) => string;

export function typeText(bpmnType: string): string {
  return `type.${bpmnType.replace('bpmn:', '')}`;
}

/** A name of its own where the texts have one, else put together: "Waiting: signal". */
export function eventName(t: NameOf, trigger: string, position: EventPosition, bpmnType: string): string {
  if (trigger === 'none') return t(typeText(bpmnType));
  const own = `choice.${position}.${trigger}`;
  const name = t(own);
  return name === own ? t(`position.${position}`, { trigger: t(`trigger.${trigger}`) }) : name;
}

/** What kind of element it is, in plain words. */
export function kindName(t: NameOf, object: ModdleElement): string {
  const { $type } = object;
  if (isEventSubProcess(object)) return t('type.EventSubProcess');
  if (!$type.endsWith('Event')) return t(typeText($type));
  const definitions = definitionsOf(object);
  const kind = definitions.length > 1 ? 'multiple' : triggers.find(({ bpmnType }) => bpmnType === (definitions[0]?.$type ?? null))?.kind;
  const position = positionOf(object);
  return eventName(t, kind ?? 'none', position === 'event-sub-process' ? 'start' : position, $type);
}
