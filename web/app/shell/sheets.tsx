import { Drawer } from '@mantine/core';
import type { Me } from '../../../api/contract/session.ts';
import { NoticeList } from '../../features/notices/notice-list.tsx';
import { sheet } from '../../lib/shell-state.ts';
import { useStore } from '../../lib/store.ts';
import { useText } from '../../lib/text/text.ts';
import { HelpSheet } from './help-sheet.tsx';
import { MoreSheet } from './more-sheet.tsx';

/** Side sheets of the shell, one at a time. */
export function Sheets({ me }: { me: Me }) {
  const { t } = useText();
  const open = useStore(sheet);
  const close = () => sheet.set(null);
  const title = open === 'help' ? t('help.title') : open === 'notices' ? t('notices.title') : t('shell.more');
  return (
    <Drawer
      opened={open !== null}
      onClose={close}
      position="right"
      size={480}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
      styles={{ title: { fontSize: 16, lineHeight: '24px', fontWeight: 600 } }}
      overlayProps={{ backgroundOpacity: 0.35 }}
      transitionProps={{ duration: 180 }}
    >
      {open === 'help' && <HelpSheet />}
      {open === 'notices' && <NoticeList onLeave={close} />}
      {open === 'more' && <MoreSheet me={me} onLeave={close} />}
    </Drawer>
  );
}
