import { Modal } from '@mantine/core';
import type { Me } from '../../../api/contract/session.ts';
import { useText } from '../../lib/text/text.ts';
import { SignInForm } from './sign-in-form.tsx';

/** The session ended while somebody worked: the screen stays as it is underneath, and calls that wait go on afterwards. */
export function SignInSheet({ login, onEntered }: { login: string; onEntered: (me: Me) => void }) {
  const { t } = useText();
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('signIn.again')}
      centered
    >
      <p className="soft" style={{ marginBottom: 12 }}>
        {t('signIn.nothingLost')}
      </p>
      <SignInForm login={login} onEntered={onEntered} />
    </Modal>
  );
}
