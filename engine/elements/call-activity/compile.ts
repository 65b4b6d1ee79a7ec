import { type CompileScope, children, extension, flag, type ModdleNode, text, whole } from '../../model/moddle.ts';
import type { CallActivityConfig, CallBinding } from './config.ts';

/** Without inputs of its own a call sees all variables, as a subprocess does; `propagateAll` says otherwise. */
export function compile(node: ModdleNode, scope: CompileScope): CallActivityConfig {
  const inputs = children(extension(node, 'perennial:IoMapping'), 'inputs');
  const binding = readBinding(node, scope);
  return {
    calledProcess: scope.textOrFeel(localName(text(node, 'calledElement') ?? ''), 'called process') ?? '',
    propagateAll: flag(node, 'perennial:propagateAll', inputs.length === 0),
    ...(binding ? { binding } : {}),
  };
}

/** `latest` or `pinned`; a package or version named without saying which is taken for what it implies. */
function readBinding(node: ModdleNode, scope: CompileScope): CallBinding | undefined {
  const named = text(node, 'perennial:package');
  const version = whole(node, 'perennial:version');
  const implied = version !== undefined ? 'pinned' : named !== undefined ? 'latest' : 'package';
  const kind = text(node, 'perennial:binding') ?? implied;
  if (!['package', 'latest', 'pinned'].includes(kind)) scope.problem('call-activity/binding', { binding: kind });
  if (kind === 'pinned' && (version === undefined || version < 1)) scope.problem('call-activity/no-version');
  if (kind === 'package' && implied !== 'package') scope.problem('call-activity/own-package');
  if (kind !== 'latest' && kind !== 'pinned') return undefined;
  return { ...(named === undefined ? {} : { package: named }), ...(kind === 'pinned' && version !== undefined ? { version } : {}) };
}

/** `calledElement` is a QName in the standard: `tns:verify`. */
function localName(name: string): string {
  return name.startsWith('=') ? name : name.slice(name.indexOf(':') + 1);
}
