export { checkExpression, checkUnaryTest, type ExpressionCheck, type KnownNames } from './check-expression.ts';
export { evaluate, unaryTest } from './evaluate.ts';
export type { Evaluation, ExpressionEnv, ExpressionErrorCode, Scope } from './types.ts';
