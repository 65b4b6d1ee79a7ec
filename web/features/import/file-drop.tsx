import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type DragEvent, useState } from 'react';
import { uploadImport } from '../../../api/contract/imports.ts';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { upload } from '../../lib/api/call.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './import.module.css';

/** Takes a CSV or Excel file by drop or by dialog. Nothing becomes a lead yet. */
export function FileDrop() {
  const { t } = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [over, setOver] = useState(false);
  const send = useMutation({
    mutationFn: (file: File) => upload(uploadImport, file),
    onSuccess: async (made) => {
      queries.setQueryData(['import', made.id], made);
      await queries.invalidateQueries({ queryKey: ['imports'] });
      await navigate({ to: '/import/$id', params: { id: made.id } });
    },
  });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) send.mutate(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the button inside does the same for all.
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileImport size={24} stroke={1.5} aria-hidden="true" />
      <p className="medium">{t('import.drop')}</p>
      <p className="quiet">{t('import.dropWhy')}</p>
      <FileButton onChange={(file) => file && send.mutate(file)} accept=".csv,.txt,.tsv,.xlsx">
        {(props) => (
          <Button {...props} loading={send.isPending}>
            {t('import.choose')}
          </Button>
        )}
      </FileButton>
      {send.isError && <InlineProblem error={send.error} />}
    </div>
  );
}
