import { Duration } from 'luxon';
import type { Mapping, Trigger } from '../contract/process.ts';
import type { Finding } from '../elements/element.ts';
import { checkExpression } from '../expression/index.ts';
import { triggers } from '../triggers/index.ts';
import { finding, label, type Params } from './findings.ts';
import { type CompileScope, type ModdleNode, text } from './moddle.ts';
import { isName, shorten } from './names.ts';

/** The scope handed to the `compile` of one element; what it finds goes to `found`. */
export function compileScope(node: ModdleNode, found: Finding[]): CompileScope {
  const put = (rule: string, severity: Finding['severity'], params: Params = {}) => {
    found.push(finding(rule, severity, node.id, { element: label(node), ...params }));
  };
  const scope: CompileScope = {
    problem: (rule, params) => put(rule, 'error', params),
    warning: (rule, params) => put(rule, 'warning', params),
    feel(source, place) {
      const expression = source?.replace(/^\s*=/, '').trim();
      if (!expression) return undefined;
      const checked = checkExpression(expression);
      if (!checked.ok)
        put('expression/syntax', 'error', { place, expression: shorten(expression), reason: checked.message, offset: checked.offset });
      return expression;
    },
    textOrFeel(source, place) {
      const trimmed = source?.trim();
      if (!trimmed) return undefined;
      if (!trimmed.startsWith('=')) return trimmed;
      const expression = scope.feel(trimmed, place);
      return expression === undefined ? undefined : `=${expression}`;
    },
    mappings: (nodes, place) => nodes.flatMap((each) => mapping(each, place, scope)),
    duration(source, place, fallback) {
      if (source === undefined) return fallback;
      const parsed = Duration.fromISO(source);
      if (parsed.isValid && parsed.toMillis() >= 0) return parsed.toMillis();
      put('duration/syntax', 'error', { place, value: shorten(source) });
      return fallback;
    },
    trigger(bpmnType, of) {
      const definition = triggers.find((each) => each.bpmnType === bpmnType);
      return definition && ({ kind: definition.kind, config: definition.compile(of, scope) } satisfies Trigger);
    },
  };
  return scope;
}

function mapping(node: ModdleNode, place: string, scope: CompileScope): Mapping[] {
  const target = text(node, 'target');
  const source = scope.feel(text(node, 'source'), `${place} ${target ?? ''}`.trim());
  if (source === undefined || target === undefined) {
    scope.problem('mapping/incomplete', { place, missing: target === undefined ? 'target' : 'source' });
    return [];
  }
  const parts = target.split('.');
  if (parts.length > 2 || parts.some((part) => !isName(part))) {
    scope.problem('mapping/target', { place, target });
    return [];
  }
  return [{ source, target }];
}
