import type { Problem } from '../../../api/contract/problem.ts';
import { problemText } from '../../components/problem-text.ts';
import type { Say } from '../../lib/text/text.ts';

const reasons = [
  ...(['jobBegun', 'messageLeft', 'messageReceived', 'movedOn', 'nothing', 'recordChanged', 'restarted'] as const),
  ...(['signalLeft', 'signalReceived', 'somebodyActed', 'timerFired'] as const),
];

/** Why the last step stays, by the kernel's reason (`params.why`). */
export function takeBackRefusal(problem: Problem, t: Say): string {
  if (problem.code === 'forbidden') return t('takeBack.notYours');
  const why = reasons.find((reason) => problem.code === 'irrevocable' && problem.params?.why === reason);
  return why ? t(`takeBack.${why}`) : problemText(problem, t);
}
