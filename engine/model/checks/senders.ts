import type { CompiledElement, CompiledPackage, Trigger } from '../../contract/process.ts';
import type { Finding } from '../../elements/element.ts';
import type { SendTaskConfig } from '../../elements/send-task/config.ts';
import type { MessageConfig } from '../../triggers/message/config.ts';
import { triggersIn } from '../../triggers/multiple/parts.ts';
import { finding, label } from '../findings.ts';
import { instantiates } from './soundness/starts.ts';

type Kind = 'message' | 'signal';

interface End {
  element: CompiledElement;
  kind: Kind;
  name: string;
  outside: boolean;
}

/**
 * Messages and signals that nothing in the package sends, or nothing in it receives. A start of a process is a door to the outside and needs
 * no sender; `perennial:sender="outside"` and `perennial:receiver="outside"` say the same of others, as does a message flow to or from a
 * pool that does not run. Names computed while running may be any.
 */
export function checkSenders(pkg: CompiledPackage): Finding[] {
  const elements = pkg.processes.flatMap((process) => process.elements.map((element) => ({ element, top: element.scope === process.id })));
  const thrown = elements.flatMap(({ element }) => ends(thrownBy(element), element, 'receiver'));
  const caught = elements.flatMap(({ element, top }) =>
    ends(caughtBy(element), element, 'sender').map((end) => ({
      ...end,
      door: top && (element.kind === 'start-event' || instantiates(element)),
    })),
  );
  const unmet = (one: End, others: End[]) =>
    !one.outside &&
    !isComputed(one.name) &&
    !others.some((each) => each.kind === one.kind && (each.name === one.name || isComputed(each.name)));
  const put = (rule: string, { element, name }: End) => finding(rule, 'warning', element.id, { element: label(element), name });
  return [
    ...caught.filter((end) => !end.door && unmet(end, thrown)).map((end) => put(`${end.kind}/nobody-sends`, end)),
    ...thrown.filter((end) => unmet(end, caught)).map((end) => put(`${end.kind}/nobody-receives`, end)),
  ];
}

const throwing = ['end-event', 'intermediate-throw-event'];

function thrownBy(element: CompiledElement): Trigger[] {
  const own = throwing.includes(element.kind) ? triggersIn(element) : [];
  const { message } = element.kind === 'send-task' ? (element.config as SendTaskConfig) : {};
  const rounds = element.loop?.kind === 'multi-instance' ? element.loop.events.map(({ trigger }) => trigger) : [];
  return [...own, ...(message ? [{ kind: 'message', config: message }] : []), ...rounds];
}

function caughtBy(element: CompiledElement): Trigger[] {
  return throwing.includes(element.kind) ? [] : triggersIn(element);
}

function ends(triggers: Trigger[], element: CompiledElement, side: 'sender' | 'receiver'): End[] {
  return triggers.flatMap(({ kind, config }) => {
    if (kind !== 'message' && kind !== 'signal') return [];
    const { name, ...known } = config as MessageConfig;
    return [{ element, kind, name, outside: known[side] === 'outside' }];
  });
}

function isComputed(name: string): boolean {
  return name.startsWith('=') || name === '';
}
