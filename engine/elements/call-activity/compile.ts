import { type CompileScope, children, extension, flag, type ModdleNode, text } from '../../model/moddle.ts';
import type { CallActivityConfig } from './config.ts';

/** Without inputs of its own a call sees all variables, as a subprocess does; `propagateAll` says otherwise. */
export function compile(node: ModdleNode, scope: CompileScope): CallActivityConfig {
  const inputs = children(extension(node, 'perennial:IoMapping'), 'inputs');
  return {
    calledProcess: scope.textOrFeel(localName(text(node, 'calledElement') ?? ''), 'called process') ?? '',
    propagateAll: flag(node, 'perennial:propagateAll', inputs.length === 0),
  };
}

/** `calledElement` is a QName in the standard: `tns:verify`. */
function localName(name: string): string {
  return name.startsWith('=') ? name : name.slice(name.indexOf(':') + 1);
}
