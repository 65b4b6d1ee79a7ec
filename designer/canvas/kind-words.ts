import { PopupEntries } from 'bpmn-js/lib/features/popup-menu/PopupEntries';
import type { EventPosition } from '../../engine/elements/element.ts';
import { triggers } from '../../engine/triggers/index.ts';
import { eventName, type NameOf, typeText } from './names.ts';

interface Target {
  type: string;
  isExpanded?: boolean;
  triggeredByEvent?: boolean;
  isInterrupting?: boolean;
  cancelActivity?: boolean;
  eventDefinitionType?: string;
}

const positions: { [type: string]: EventPosition } = {
  'bpmn:StartEvent': 'start',
  'bpmn:EndEvent': 'end',
  'bpmn:BoundaryEvent': 'boundary',
  'bpmn:IntermediateCatchEvent': 'catch',
  'bpmn:IntermediateThrowEvent': 'throw',
};

/** Kinds that the engine runs have a name of their own; pools and data keep what bpmn.io calls them. */
const ours = /^bpmn:(\w+(Task|Gateway|Event)|Task|SubProcess|AdHocSubProcess|Transaction|CallActivity)$/;

/** bpmn.io's labels of its menu of kinds -> what each would make. */
export const kindLabels = new Map<string, Target>(
  Object.values(PopupEntries).flatMap(({ label, target }) =>
    typeof label === 'string' && target && ours.test(target.type) ? [[label, target]] : [],
  ),
);

/** The kind that a label of bpmn.io's menu means, by the same name as in the palette, the panel and the docs; undefined for what is no kind. */
export function kindWord(label: string, t: NameOf): string | undefined {
  const target = kindLabels.get(label);
  if (!target) return undefined;
  const { type, triggeredByEvent, isExpanded, isInterrupting, cancelActivity, eventDefinitionType = null } = target;
  const position = positions[type];
  const trigger = triggers.find(({ bpmnType }) => bpmnType === eventDefinitionType);
  const name = position
    ? eventName(t, trigger?.kind ?? 'none', position, type)
    : t(triggeredByEvent ? 'type.EventSubProcess' : typeText(type));
  const goesOn = isInterrupting === false || cancelActivity === false;
  const folded = isExpanded === false;
  return goesOn ? t('kind.goesOn', { name }) : folded ? t('kind.folded', { name }) : name;
}
