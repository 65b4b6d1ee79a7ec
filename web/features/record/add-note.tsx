import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { useText } from '../../lib/text/text.ts';
import { useAddNote } from './queries.ts';
import classes from './record.module.css';

export function AddNote({ record }: { record: string }) {
  const { t } = useText();
  const stored = `perennial.note.${record}`;
  const [text, setText] = useState(() => localStorage.getItem(stored) ?? '');
  const adding = useAddNote(record);
  const type = (next: string) => {
    setText(next);
    if (next) localStorage.setItem(stored, next);
    else localStorage.removeItem(stored);
  };
  return (
    <section className={classes.block}>
      <Textarea
        label={t('record.note')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={20_000}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
      />
      {adding.isError && <InlineProblem error={adding.error} />}
      {text.trim() && (
        <Button mt={8} loading={adding.isPending} onClick={() => adding.mutate(text.trim(), { onSuccess: () => type('') })}>
          {t('record.addNote')}
        </Button>
      )}
    </section>
  );
}
