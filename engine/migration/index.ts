export { canRest, checkPlan, type PlanCheck } from './check-plan.ts';
export { type PlanEntry, type PlanEntryReason, type SuggestedPlan, suggestPlan } from './suggest-plan.ts';
