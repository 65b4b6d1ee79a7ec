import { type CompileScope, child, children, extension, type ModdleNode, text } from '../../model/moddle.ts';
import { outsideOf } from '../outside.ts';
import type { MessageConfig } from './config.ts';

/**
 * `node` is the event definition, or the send or receive task. What is said nearest counts: on the definition, on the event, on the message
 * that several events share.
 */
export function compile(node: ModdleNode, scope: CompileScope): MessageConfig {
  const message = child(node, 'messageRef');
  const event = node.$type === 'bpmn:MessageEventDefinition' ? node.$parent : undefined;
  const details = [node, event, message].map((place) => extension(place, 'perennial:Message'));
  const first = (name: string) => details.map((each) => text(each, name)).find((value) => value !== undefined);
  const name = scope.textOrFeel((message && text(message, 'name')) ?? message?.id, 'message name');
  if (name === undefined) scope.problem('message/no-name');
  const payload = details.map((each) => children(each, 'payload')).find((list) => list.length > 0);
  return {
    name: name ?? '',
    correlationKey: scope.feel(first('correlationKey'), 'correlation key'),
    payload: scope.mappings(payload ?? [], 'message payload'),
    timeToLive: first('timeToLive'),
    ...outsideOf(node, message),
  };
}
