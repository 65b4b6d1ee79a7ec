import { Button, Drawer, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { createProcess } from '../../../api/contract/processes.ts';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { call } from '../../lib/api/call.ts';
import { useText } from '../../lib/text/text.ts';

/** A name is enough; the key is made of it and can be changed. */
export function NewProcessSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [key, setKey] = useState<string>();
  const shownKey = key ?? keyOf(name);
  const make = useMutation({
    mutationFn: () => call(createProcess, { body: { key: shownKey, name: name.trim() } }),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['processes'] });
      onClose();
      await navigate({ to: '/processes/$key', params: { key: made.key } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={480}
      title={<b>{t('processes.new')}</b>}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit} style={{ display: 'grid', gap: 16 }}>
        <TextInput
          data-autofocus
          label={t('processes.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          maxLength={100}
        />
        <TextInput
          label={t('processes.key')}
          description={t('processes.keyWhy')}
          value={shownKey}
          onChange={(event) => setKey(event.currentTarget.value)}
          required
          pattern="[a-z][a-z0-9\-]{1,40}"
        />
        {make.isError && <InlineProblem error={make.error} />}
        <Button type="submit" loading={make.isPending} disabled={!name.trim()}>
          {t('processes.make')}
        </Button>
      </form>
    </Drawer>
  );
}

// Letters that lose their marks by themselves (ó, ż) need no entry.
const latinOf = new Map(
  Object.entries({
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    е: 'e',
    ё: 'e',
    ж: 'zh',
    з: 'z',
    и: 'i',
    й: 'i',
    к: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ф: 'f',
    х: 'h',
    ц: 'c',
    ч: 'ch',
    ш: 'sh',
    щ: 'sch',
    ы: 'y',
    э: 'e',
    ю: 'yu',
    я: 'ya',
    ł: 'l',
    ъ: '',
    ь: '',
  }),
);

/** `Zamówienia hurtowe` -> `zamowienia-hurtowe`; Cyrillic becomes Latin. */
export function keyOf(name: string): string {
  const latin = [...name.toLowerCase()].map((letter) => latinOf.get(letter) ?? letter).join('');
  const key = latin
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, (run) => (/^[\u0300-\u036f]+$/.test(run) ? '' : '-'))
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40);
  return key;
}
