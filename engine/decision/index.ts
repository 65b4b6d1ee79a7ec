export { compileDecisionModel, type DecisionCompilation, type DecisionProblem } from './compile-decision-model.ts';
export { type DecisionEvaluation, evaluateDecision, evaluateDecisionRaw, type RawDecision } from './evaluate-decision.ts';
export { type DecisionTestResult, type DecisionTestRow, ruleCount, runTestRows, untestedRules } from './test-rows.ts';
