import { evaluateDecision } from '../../decision/evaluate-decision.ts';
import type { Behaviour } from '../../kernel/behaviour.ts';
import type { BusinessRuleTaskConfig } from './config.ts';

/** Evaluates a decision of the package; which rules matched is told in a fact. */
export const behaviour: Behaviour<BusinessRuleTaskConfig> = {
  activate(visit) {
    const { decision, resultVariable } = visit.config;
    const model = visit.pkg.decisions.find((each) => each.decisions.includes(decision));
    if (!model) return { code: 'decision', message: `The package has no decision "${decision}"` };
    const result = evaluateDecision(model, decision, { ...visit.scope() }, { now: visit.now, zone: visit.zone });
    if (!result.ok) return { code: 'decision', message: `Decision "${decision}": ${result.message}` };
    const failure = visit.set({ [resultVariable]: result.output });
    if (failure) return failure;
    const { matchedRules, output } = result;
    visit.emit({ type: 'decisionEvaluated', version: 1, elementInstance: visit.id, decision, matchedRules, output });
    visit.complete();
    return undefined;
  },
};
