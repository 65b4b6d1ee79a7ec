export { checkExpression, checkUnaryTest, type ExpressionCheck } from './check-expression.ts';
export { evaluate, unaryTest } from './evaluate.ts';
export type { Evaluation, ExpressionEnv, ExpressionErrorCode, Scope } from './types.ts';
