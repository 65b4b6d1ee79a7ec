import { type CompileScope, child, children, extension, type ModdleNode, text } from '../../model/moddle.ts';
import { outsideOf } from '../outside.ts';
import type { SignalConfig } from './config.ts';

export function compile(node: ModdleNode, scope: CompileScope): SignalConfig {
  const signal = child(node, 'signalRef');
  const name = scope.textOrFeel((signal && text(signal, 'name')) ?? signal?.id, 'signal name');
  if (name === undefined) scope.problem('signal/no-name');
  const details = [node, node.$parent, signal].map((place) => extension(place, 'perennial:Signal'));
  const payload = details.map((each) => children(each, 'payload')).find((list) => list.length > 0);
  return { name: name ?? '', payload: scope.mappings(payload ?? [], 'signal payload'), ...outsideOf(node, signal) };
}
