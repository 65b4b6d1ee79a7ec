import type { CompiledElement, CompiledPackage, Text, Trigger } from '../contract/index.ts';
import type { Behaviour, TriggerBehaviour } from '../kernel/behaviour.ts';
import type { CompileScope, ModdleNode } from '../model/moddle.ts';

/**
 * All the house knows of one kind of element, in one folder: `elements/<kind>/index.ts` exports this as `definition`,
 * and `elements/index.ts` lists it. Parser, kernel, checks, palette, panel and docs are drawn from the list.
 */
export interface ElementDefinition<Config = unknown> {
  kind: string;
  /** `bpmn:UserTask`. Its $type in bpmn-moddle. */
  bpmnType: string;
  /** Reads what is particular to this kind; problems go to `scope.problem(...)`. */
  compile(node: ModdleNode, scope: CompileScope): Config;
  behaviour: Behaviour<Config>;
  rules: PublishRule<Config>[];
  descriptor: ElementDescriptor;
}

/** A static check of one element before publishing. */
export interface PublishRule<Config = unknown> {
  /** kebab-case, stable: `exclusive-gateway/no-default`. */
  id: string;
  check(element: CompiledElement<Config>, pkg: CompiledPackage): Omit<Finding, 'rule' | 'element'>[];
}

export interface Finding {
  rule: string;
  severity: 'error' | 'warning';
  /** Id of the element, file, form or decision meant. */
  element?: string;
  /** Id of the sequence flow of it that is meant: there the fault is mended. */
  place?: string;
  /** English sentence: what is wrong and how to mend it. `params` fill the translated one (`code` = rule). */
  message: string;
  params?: { [name: string]: string | number };
}

/** How palette, panel and docs show it. Browser-safe: texts and names only. */
export interface ElementDescriptor {
  /** Palette word: step, auto, decide, wait, split, end; `more` = only by search. */
  palette: 'step' | 'auto' | 'decide' | 'wait' | 'split' | 'end' | 'start' | 'more';
  title: Text;
  /** Tabler icon name. */
  icon: string;
  /** Plain words it is found by. */
  synonyms: string[];
  /** Panel questions in order, by their names in `designer/panel/questions.ts`. A trigger's are asked of each event that carries it. */
  questions: string[];
  /** What the engine does, where the standard leaves it open. One paragraph for the docs. */
  semantics: Text;
  /** Names that it brings into sight, who sees them, what they hold: for the docs. Markdown. */
  sees?: { by: string; names: string; holds: string }[];
}

/** Where an event may stand (BPMN 2.0.2, table 10.93). */
export type EventPosition = 'start' | 'event-sub-process' | 'catch' | 'boundary' | 'throw' | 'end';

/** How docs and panel show a trigger. */
export type TriggerDescriptor = Pick<ElementDescriptor, 'title' | 'icon' | 'synonyms' | 'questions' | 'semantics' | 'sees'>;

/** The same for event triggers (`engine/triggers`). */
export interface TriggerDefinition<Config = unknown> {
  kind: string;
  /** `bpmn:TimerEventDefinition`; null for none. */
  bpmnType: string | null;
  positions: EventPosition[];
  /** At an edge or at the start of an event subprocess it always interrupts. */
  alwaysInterrupts?: boolean;
  descriptor: TriggerDescriptor;
  compile(node: ModdleNode, scope: CompileScope): Config;
  behaviour: TriggerBehaviour<Config>;
  rules: {
    id: string;
    check(trigger: Trigger<Config>, element: CompiledElement, pkg: CompiledPackage): Omit<Finding, 'rule' | 'element'>[];
  }[];
}
