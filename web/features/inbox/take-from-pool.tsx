import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { claimTask, listTasks } from '../../../api/contract/tasks.ts';
import { Kbd } from '../../components/kbd.tsx';
import { call } from '../../lib/api/call.ts';
import { ApiError } from '../../lib/api/problem.ts';
import { useKeys } from '../../lib/keys/use-keys.ts';
import { useText } from '../../lib/text/text.ts';

/** Takes the most urgent task nobody has. When a colleague was faster, the one after it. */
async function takeFirst(): Promise<string | null> {
  const { items } = await call(listTasks, { query: { view: 'pool', limit: 10 } });
  for (const item of items) {
    try {
      await call(claimTask, { params: { task: item.id } });
      return item.id;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
    }
  }
  return null;
}

export function TakeFromPool({ onTaken, inPool }: { onTaken: (task: string) => void; inPool: number }) {
  const { t } = useText();
  const queries = useQueryClient();
  const taking = useMutation({
    mutationFn: takeFirst,
    onSuccess: (task) => task && onTaken(task),
    onSettled: () => queries.invalidateQueries({ queryKey: ['tasks'] }),
  });
  const take = () => inPool > 0 && !taking.isPending && taking.mutate();
  useKeys([{ keys: 'KeyU', label: t('inbox.take'), group: 'lists', run: take }]);
  return (
    <Button
      onClick={take}
      loading={taking.isPending}
      disabled={inPool === 0}
      title={inPool === 0 ? t('inbox.poolEmpty') : undefined}
      rightSection={<Kbd keys="KeyU" />}
      visibleFrom="sm"
    >
      {t('inbox.take')}
    </Button>
  );
}
