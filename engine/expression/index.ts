export { checkExpression, checkUnaryTest, type ExpressionCheck, type KnownNames } from './check-expression.ts';
export { evaluate, unaryTest } from './evaluate.ts';
export { type Inspection, inspectExpression, inspectUnaryTest } from './inspect.ts';
export { type FeelType, typeText } from './types/feel-type.ts';
export { type ExpressionFinding, type ExpressionRule, nearest, type TypedScope } from './types/type-scope.ts';
export type { Evaluation, ExpressionEnv, ExpressionErrorCode, ExpressionWarning, Scope } from './types.ts';
