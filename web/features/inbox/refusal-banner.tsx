import { IconAlertCircle } from '@tabler/icons-react';
import { fieldProblemText, problemText } from '../../components/problem-text.ts';
import { offlineSince } from '../../lib/api/online.ts';
import { outbox } from '../../lib/drafts/outbox.ts';
import { forgetRefusal, refusals } from '../../lib/drafts/refusals.ts';
import { useStore } from '../../lib/store.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './inbox.module.css';

/** What the server said no to after the rep had gone on: it waits here, with its draft, and pulls nobody off the case he is on. */
export function RefusalBanner({ current, onOpen }: { current: string | undefined; onOpen: (task: string) => void }) {
  const { t } = useText();
  const refused = useStore(refusals).filter((each) => each.task !== current);
  const waiting = useStore(outbox);
  const away = useStore(offlineSince) !== null;
  return (
    <>
      {refused.map((refusal) => {
        const first = refusal.problem.fields?.[0];
        return (
          <div key={refusal.task} role="alert" className={classes.refusal}>
            <IconAlertCircle size={16} aria-hidden="true" />
            <span className="grow">
              <span className="medium">{t('inbox.refused', { record: refusal.title })}</span>{' '}
              {first ? fieldProblemText(first, t) : problemText(refusal.problem, t)}
            </span>
            <button type="button" className="link" onClick={() => onOpen(refusal.task)}>
              {t('inbox.mend')}
            </button>
            <button type="button" className="link" onClick={() => forgetRefusal(refusal.task)}>
              {t('close')}
            </button>
          </div>
        );
      })}
      {away && waiting.length > 0 && (
        <div role="status" className={classes.refusal}>
          <span className="grow">{t('inbox.notYetAccepted', { records: waiting.map((each) => each.title).join(', ') })}</span>
        </div>
      )}
    </>
  );
}
