import { Button } from '@mantine/core';
import type { SuspensionView, TaskDetail } from '../../../api/contract/tasks.ts';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { useNow } from '../../lib/clock.ts';
import { moment } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './task-state.module.css';
import { useResume } from './use-resume.ts';

/** Who suspended the case, since when and why, each only as far as it is known; who may lets it go on from here. */
export function SuspendedLine({ suspended, of }: { suspended: SuspensionView; of: Pick<TaskDetail, 'id' | 'instanceId' | 'record'> }) {
  const { t, locale } = useText();
  const me = useMe();
  const now = useNow();
  const resume = useResume();
  const at = moment(Date.parse(suspended.at), locale, me.zone, now);
  const who = suspended.by ? t('task.suspendedBy', { by: suspended.by.name, at }) : t('task.suspended', { at });
  return (
    <div className={classes.state}>
      <p role="status">{suspended.reason ? t('task.suspendedReason', { who, reason: suspended.reason }) : who}</p>
      {me.rights.includes('instance:operate') && (
        <Button loading={resume.isPending} onClick={() => resume.mutate(of)}>
          {t('task.resume')}
        </Button>
      )}
      {resume.isError && <InlineProblem error={resume.error} />}
    </div>
  );
}
