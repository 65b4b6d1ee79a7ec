import { type CompileScope, type ModdleNode, text } from '../../model/moddle.ts';
import type { ScriptTaskConfig } from './config.ts';

const feelFormats = /^(|feel|(text|application)\/(x-)?feel|https?:\/\/www\.omg\.org\/spec\/(DMN|FEEL)\/.*)$/i;

export function compile(node: ModdleNode, scope: CompileScope): ScriptTaskConfig {
  // A global script task calls it `scriptLanguage`.
  const format = text(node, 'scriptFormat') ?? text(node, 'scriptLanguage') ?? '';
  const resultVariable = text(node, 'perennial:resultVariable');
  if (!feelFormats.test(format)) {
    scope.problem('script-task/language', { language: format });
    return { script: 'null', resultVariable };
  }
  const script = scope.feel(text(node, 'script'), 'script');
  if (script === undefined) scope.problem('script-task/empty');
  return { script: script ?? 'null', resultVariable };
}
