import type { Json, Variables } from '../../contract/index.ts';
import type { Behaviour } from '../../kernel/behaviour.ts';
import type { ScriptTaskConfig } from './config.ts';

/** Evaluates FEEL. Its value goes to the result variable (or record field); without one each entry of a context is a variable. */
export const behaviour: Behaviour<ScriptTaskConfig> = {
  activate(visit) {
    const { script, resultVariable } = visit.config;
    const result = visit.evaluate(script);
    if (!result.ok) return result.failure;
    const failure = visit.set(resultVariable === undefined ? entries(result.value) : { [resultVariable]: result.value });
    if (!failure) visit.complete();
    return failure;
  },
};

function entries(value: Json): Variables {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}
