import { Drawer } from '@mantine/core';
import { useText } from '../../lib/text/text.ts';
import { SignalForm } from './signal-form.tsx';

export function SignalSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useText();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={480}
      title={<b>{t('signal.title')}</b>}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <SignalForm onDone={onClose} />
    </Drawer>
  );
}
