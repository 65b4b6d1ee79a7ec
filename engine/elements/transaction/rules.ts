import { triggersIn } from '../../triggers/multiple/parts.ts';
import type { PublishRule } from '../element.ts';
import { publishRule, when } from '../rule.ts';
import type { TransactionConfig } from './config.ts';

export const rules: PublishRule<TransactionConfig>[] = [
  publishRule('sub-process/empty', 'error', (scope, { process }) => when((process.scopes.get(scope.id) ?? []).length === 0)),
  publishRule('transaction/cancel-not-caught', 'error', (transaction, { process }) => {
    const cancels = (id: string) => triggersIn(process.element(id)).some(({ kind }) => kind === 'cancel');
    const ends = (process.scopes.get(transaction.id) ?? []).filter((each) => each.kind === 'end-event' && cancels(each.id));
    return when(ends.length > 0 && !transaction.boundary.some(cancels), { end: ends[0]?.name ?? ends[0]?.id ?? '' });
  }),
];
