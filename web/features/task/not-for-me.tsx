import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TaskDetail } from '../../../api/contract/tasks.ts';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { useText } from '../../lib/text/text.ts';
import { useGiveBack } from './queries.ts';

/** Gives the task back to its team, with the reason for whoever looks why. */
export function NotForMe({ task }: { task: TaskDetail }) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const giveBack = useGiveBack();
  if (!asking) {
    return (
      <button type="button" className="link" onClick={() => setAsking(true)}>
        {t('task.notForMe')}
      </button>
    );
  }
  return (
    <form
      style={{ display: 'grid', gap: 8, marginTop: 8 }}
      onSubmit={(event) => {
        event.preventDefault();
        giveBack.mutate({ task, reason: reason.trim() });
      }}
    >
      <TextInput
        data-autofocus
        label={t('defer.reason')}
        required
        withAsterisk={false}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {giveBack.isError && <InlineProblem error={giveBack.error} />}
      <Button type="submit" loading={giveBack.isPending} disabled={!reason.trim()}>
        {t('task.giveBack')}
      </Button>
    </form>
  );
}
