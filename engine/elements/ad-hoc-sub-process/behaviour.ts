import type { Behaviour } from '../../kernel/behaviour.ts';
import type { LiveVisit } from '../../kernel/visit.ts';
import type { AdHocSubProcessConfig } from './config.ts';
import { beginAdHoc, interruptAdHoc, settleAdHoc } from './run.ts';

/** Its activities are begun one by one, by people (`startAdHoc`) or by themselves, as often as wanted, until it is done. */
export const behaviour: Behaviour<AdHocSubProcessConfig> = {
  isScope: true,
  activate: (visit) => beginAdHoc(visit as LiveVisit<AdHocSubProcessConfig>),
  settle: (visit) => settleAdHoc(visit as LiveVisit<AdHocSubProcessConfig>),
  onInterrupted: (visit) => interruptAdHoc(visit as LiveVisit<AdHocSubProcessConfig>),
};
