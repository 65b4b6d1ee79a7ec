import { elements } from '../../engine/elements/index.ts';
import type { Subject } from './subjects.ts';

const namespaces = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:perennial="http://perennial.dev/schema/bpmn/1.0"',
];

/** Root elements that event definitions refer to. */
const roots: { [type: string]: string } = {
  'bpmn:MessageEventDefinition': '<bpmn:message id="Order" name="order"/>',
  'bpmn:ErrorEventDefinition': '<bpmn:error id="Refused" errorCode="REFUSED"/>',
  'bpmn:SignalEventDefinition': '<bpmn:signal id="Holiday" name="holiday"/>',
  'bpmn:EscalationEventDefinition': '<bpmn:escalation id="Late" escalationCode="LATE"/>',
};

/** What event definitions of the standard hold, so that they say something. */
const insides: { [type: string]: [attributes: string, body: string] } = {
  'bpmn:MessageEventDefinition': ['messageRef="Order"', ''],
  'bpmn:ErrorEventDefinition': ['errorRef="Refused"', ''],
  'bpmn:SignalEventDefinition': ['signalRef="Holiday"', ''],
  'bpmn:EscalationEventDefinition': ['escalationRef="Late"', ''],
  'bpmn:LinkEventDefinition': ['name="A"', ''],
  'bpmn:TimerEventDefinition': ['', '<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration>'],
  'bpmn:ConditionalEventDefinition': ['', '<bpmn:condition xsi:type="bpmn:tFormalExpression">= amount &gt; 100</bpmn:condition>'],
};

/** The event definition of a trigger, or nothing for none. */
export function eventDefinition(type: string | null, id = 'definition'): string {
  if (type === null) return '';
  const [attributes, body] = insides[type] ?? ['', ''];
  return element(tag(type), `id="${id}"${attributes && ` ${attributes}`}`, body);
}

export function rootsOf(type: string | null): string {
  return roots[type ?? ''] ?? '';
}

export function element(name: string, attributes: string, body = ''): string {
  return `<bpmn:${name} ${attributes}${body ? `>${body}</bpmn:${name}>` : '/>'}`;
}

/** `bpmn:UserTask` -> `userTask`. */
export function tag(bpmnType: string): string {
  return bpmnType.replace(/^bpmn:/, '').replace(/^./, (letter) => letter.toLowerCase());
}

export function path(...ids: string[]): string {
  return ids
    .slice(1)
    .map((target, position) =>
      element('sequenceFlow', `id="${ids[position]}_${target}" sourceRef="${ids[position]}" targetRef="${target}"`),
    )
    .join('');
}

/** A file around the content of one process, one tag a line. */
export function inDefinitions({ process, rootElements = '' }: { process: string; rootElements?: string }): string {
  const lines = (text: string) => text.replaceAll('><', '>\n<');
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions ${namespaces.join(' ')} id="definitions" targetNamespace="urn:perennial:example">
${rootElements && `${lines(rootElements)}\n`}<bpmn:process id="example" name="Example" isExecutable="true">
${lines(process)}
</bpmn:process>
</bpmn:definitions>`;
}

/** Where an event definition may stand. The subject's event is `this`; what surrounds it is as little as the standard asks for. */
export interface Position {
  /** `intermediate catch event`. */
  name: string;
  process(trigger: string | null): string;
}

const start = element('startEvent', 'id="start"');
const end = element('endEvent', 'id="end"');
const work = element('userTask', 'id="work" name="Work"');
const edge = (interrupting: boolean, host: string) => (trigger: string | null) => {
  const boundary = element('boundaryEvent', `id="this" attachedToRef="work" cancelActivity="${interrupting}"`, eventDefinition(trigger));
  const handler = element('userTask', 'id="after" name="After" isForCompensation="true"');
  if (trigger === 'bpmn:CompensateEventDefinition')
    return `${start}${host}${boundary}${handler}${end}${path('start', 'work', 'end')}${element('association', 'id="handles" associationDirection="One" sourceRef="this" targetRef="after"')}`;
  return `${start}${host}${boundary}${element('userTask', 'id="after" name="After"')}${end}${element('endEvent', 'id="end2"')}${path('start', 'work', 'end')}${path('this', 'after', 'end2')}`;
};
const inside = (interrupting: boolean) => (trigger: string | null) =>
  `${start}${work}${end}${path('start', 'work', 'end')}${element(
    'subProcess',
    'id="beside" triggeredByEvent="true"',
    `${element('startEvent', `id="this" isInterrupting="${interrupting}"`, eventDefinition(trigger))}${element('userTask', 'id="after" name="After"')}${element('endEvent', 'id="end2"')}${path('this', 'after', 'end2')}`,
  )}`;
const transaction = element(
  'transaction',
  'id="work" name="Work"',
  `${element('startEvent', 'id="start2"')}${element('endEvent', 'id="end3"')}${path('start2', 'end3')}`,
);

/** Link events go in pairs. */
const partner = (name: string, trigger: string | null) => element(name, 'id="partner"', eventDefinition(trigger, 'partnerDefinition'));
const isLink = (trigger: string | null) => trigger === 'bpmn:LinkEventDefinition';

export const positions: Position[] = [
  {
    name: 'start event of a process',
    process: (trigger) => `${element('startEvent', 'id="this"', eventDefinition(trigger))}${work}${end}${path('this', 'work', 'end')}`,
  },
  { name: 'start of an event subprocess, interrupting', process: inside(true) },
  { name: 'start of an event subprocess, non-interrupting', process: inside(false) },
  {
    name: 'intermediate catch event',
    process: (trigger) => {
      const event = element('intermediateCatchEvent', 'id="this"', eventDefinition(trigger));
      if (isLink(trigger))
        return `${start}${partner('intermediateThrowEvent', trigger)}${event}${end}${path('start', 'partner')}${path('this', 'end')}`;
      return `${start}${event}${end}${path('start', 'this', 'end')}`;
    },
  },
  { name: 'edge of an activity, interrupting', process: edge(true, work) },
  { name: 'edge of an activity, non-interrupting', process: edge(false, work) },
  ...(elements.some((each) => each.bpmnType === 'bpmn:Transaction')
    ? [{ name: 'edge of a transaction', process: edge(true, transaction) }]
    : []),
  {
    name: 'intermediate throw event',
    process: (trigger) => {
      const event = element('intermediateThrowEvent', 'id="this"', eventDefinition(trigger));
      if (isLink(trigger))
        return `${start}${event}${partner('intermediateCatchEvent', trigger)}${end}${path('start', 'this')}${path('partner', 'end')}`;
      return `${start}${event}${end}${path('start', 'this', 'end')}`;
    },
  },
  {
    name: 'end event',
    process: (trigger) => `${start}${work}${element('endEvent', 'id="this"', eventDefinition(trigger))}${path('start', 'work', 'this')}`,
  },
  ...(elements.some((each) => each.bpmnType === 'bpmn:Transaction')
    ? [
        {
          name: 'end event of a transaction',
          process: (trigger: string | null) => {
            const within = `${element('startEvent', 'id="start2"')}${element('endEvent', 'id="this"', eventDefinition(trigger))}${path('start2', 'this')}`;
            const caught =
              trigger === 'bpmn:CancelEventDefinition'
                ? `${element('boundaryEvent', 'id="edge" attachedToRef="work"', eventDefinition(trigger, 'caught'))}${element('endEvent', 'id="end3"')}${path('edge', 'end3')}`
                : '';
            return `${start}${element('transaction', 'id="work" name="Work"', within)}${caught}${end}${path('start', 'work', 'end')}`;
          },
        },
      ]
    : []),
];

/** Plain models of a subject that brings no example of its own: for a trigger one in each position, an event in the middle first. */
export function plainModels({ group, bpmnType, name }: Subject): { process: string; rootElements?: string }[] {
  if (group === 'traits') throw new Error(`engine/traits/${name} has no example.bpmn: put one there, its activity with id "this"`);
  if (group === 'triggers') {
    const inMiddle = (position: Position) => position.name.startsWith('intermediate');
    return [...positions.filter(inMiddle), ...positions.filter((each) => !inMiddle(each))].map((position) => ({
      process: position.process(bpmnType),
      rootElements: rootsOf(bpmnType),
    }));
  }
  const type = tag(bpmnType ?? '');
  if (!type.endsWith('Gateway')) return [{ process: `${start}${element(type, 'id="this"')}${end}${path('start', 'this', 'end')}` }];
  const ends = ['a', 'b'].map(
    (id) => `${element('userTask', `id="${id}" name="${id.toUpperCase()}"`)}${element('endEvent', `id="end_${id}"`)}`,
  );
  return [
    {
      process: `${start}${element(type, 'id="this"')}${ends.join('')}${path('start', 'this', 'a', 'end_a')}${path('this', 'b', 'end_b')}`,
    },
  ];
}
