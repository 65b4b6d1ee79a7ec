import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilter, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useKeys } from '../lib/keys/use-keys.ts';
import { useText } from '../lib/text/text.ts';
import { Kbd } from './kbd.tsx';

/** Text filter of a list; it stands in the address and can be cleared with one press. */
export function TextFilter({ value, onChange }: { value: string | undefined; onChange: (value: string | undefined) => void }) {
  const { t } = useText();
  const [open, setOpen] = useState(value !== undefined);
  const [typed, setTyped] = useState(value ?? '');
  const tell = useDebouncedCallback((text: string) => onChange(text.trim() || undefined), 200);
  useEffect(() => setTyped(value ?? ''), [value]);
  useKeys([{ keys: 'Slash', label: t('keys.filter'), group: 'everywhere', run: () => setOpen(true) }]);
  const clear = () => {
    setOpen(false);
    setTyped('');
    onChange(undefined);
  };
  if (!open) {
    return (
      <Button
        variant="subtle"
        px={8}
        onClick={() => setOpen(true)}
        leftSection={<IconFilter size={16} aria-hidden="true" />}
        rightSection={<Kbd keys="Slash" />}
      >
        {t('filter.title')}
      </Button>
    );
  }
  return (
    <TextInput
      w={200}
      data-autofocus
      autoFocus={value === undefined}
      aria-label={t('filter.title')}
      placeholder={t('filter.placeholder')}
      leftSection={<IconFilter size={16} aria-hidden="true" />}
      rightSection={
        <ActionIcon variant="subtle" color="gray" aria-label={t('filter.clear')} onClick={clear}>
          <IconX size={16} />
        </ActionIcon>
      }
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
      onKeyDown={(event) => event.key === 'Escape' && clear()}
    />
  );
}
