import { ActionIcon, Button, Menu, Modal } from '@mantine/core';
import { IconArrowBackUp, IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { undoStep } from '../../../api/contract/instances.ts';
import { Kbd } from '../../components/kbd.tsx';
import { call } from '../../lib/api/call.ts';
import { problemOf } from '../../lib/api/problem.ts';
import { useKeys } from '../../lib/keys/use-keys.ts';
import { useMe } from '../../lib/session.ts';
import { noteRecent } from '../../lib/shell-state.ts';
import { useText } from '../../lib/text/text.ts';
import { takeBackRefusal } from './take-back-refusal.ts';

/** The case's "…": takes back the last step a person took in it, after asking; says why where it cannot. Z opens it, too. */
export function CaseMenu({ instance, title }: { instance: string; title: string }) {
  const { t } = useText();
  const me = useMe();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const undo = useMutation({
    mutationFn: () => call(undoStep, { params: { instance }, body: {} }),
    onSuccess: () => {
      noteRecent(t('takeBack.done', { case: title }));
      setAsking(false);
      return queries.invalidateQueries();
    },
  });
  const may = me.rights.includes('task:work');
  const ask = () => {
    undo.reset();
    setAsking(true);
  };
  useKeys(may ? [{ keys: 'KeyZ', label: t('takeBack.title'), group: 'case', run: ask }] : []);
  if (!may) return null;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" size="var(--p-control)" aria-label={t('more')}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowBackUp size={16} aria-hidden="true" />} rightSection={<Kbd keys="KeyZ" />} onClick={ask}>
            {t('takeBack.title')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={<b>{t('takeBack.title')}</b>}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {undo.isError ? <p role="alert">{takeBackRefusal(problemOf(undo.error), t)}</p> : <p>{t('takeBack.what')}</p>}
        {!undo.isError && (
          <Button mt={16} variant="filled" data-autofocus loading={undo.isPending} onClick={() => undo.mutate()}>
            {t('takeBack.do')}
          </Button>
        )}
      </Modal>
    </>
  );
}
