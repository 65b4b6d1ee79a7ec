import { Menu } from '@mantine/core';
import { IconCheck, IconLogout } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Locale } from '../../../api/contract/common.ts';
import { changeMe, type Me, signOut } from '../../../api/contract/session.ts';
import { call } from '../../lib/api/call.ts';
import { gate } from '../../lib/api/gate.ts';
import { localeNames, locales, useText } from '../../lib/text/text.ts';

/** Language and the way out. */
export function MeMenu({ me, children }: { me: Me; children: ReactElement }) {
  const { t } = useText();
  const queries = useQueryClient();
  const speak = useMutation({
    mutationFn: (locale: Locale) => call(changeMe, { body: { locale } }),
    onSuccess: (after) => {
      queries.setQueryData(['me'], after);
      // Names of steps and stages come in the reader's language.
      void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
    },
  });
  const leave = useMutation({
    mutationFn: () => call(signOut),
    onSettled: () => {
      gate.close();
      location.assign('/');
    },
  });
  return (
    <Menu position="top-start" width={200} withinPortal>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('language.title')}</Menu.Label>
        {locales.map((locale) => (
          <Menu.Item
            key={locale}
            lang={locale}
            rightSection={locale === me.locale ? <IconCheck size={16} aria-label={t('language.current')} /> : null}
            onClick={() => speak.mutate(locale)}
          >
            {localeNames[locale]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden="true" />} onClick={() => leave.mutate()}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
