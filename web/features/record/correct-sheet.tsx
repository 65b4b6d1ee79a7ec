import { Button, Drawer, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { caseQuery } from '../case/queries.ts';
import { useRetry } from '../incidents/use-retry.ts';
import { type Correction, changed, linesFor } from './corrections.ts';
import type { StuckItem } from './incidents.tsx';

interface Props {
  incident: StuckItem;
  title: string;
  record: string | null;
  onClose: () => void;
}

/** The data that what failed asks for, to be corrected and tried again. */
export function CorrectSheet({ incident, title, record, onClose }: Props) {
  const { t } = useText();
  const me = useMe();
  const shown = useQuery({ ...caseQuery(incident.instanceId), enabled: me.rights.includes('instance:operate') });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={480}
      title={<b>{t('correct.title')}</b>}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <p>
        {incident.elementName && <b>{incident.elementName} · </b>}
        {incident.text}
      </p>
      {shown.isLoading ? (
        <SkeletonRows rows={3} />
      ) : (
        <Lines
          first={linesFor(incident.asks, shown.data?.variables ?? null)}
          incident={incident}
          title={title}
          record={record}
          onClose={onClose}
        />
      )}
    </Drawer>
  );
}

function Lines({ first, incident, title, record, onClose }: Props & { first: Correction[] }) {
  const { t } = useText();
  const retry = useRetry(incident.id, title, record);
  const [lines, setLines] = useState(first);
  const [added, setAdded] = useState<Correction>({ name: '', before: undefined, isText: false, text: '' });
  const variables = changed([...lines, added]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        retry.mutate(variables, { onSuccess: onClose });
      }}
    >
      {lines.map((line, index) => (
        <TextInput
          key={line.name}
          mt={12}
          label={line.name}
          description={line.before === undefined ? t('correct.missing') : undefined}
          value={line.text}
          data-autofocus={index === 0 || undefined}
          onChange={(event) => {
            const text = event.currentTarget.value;
            setLines((all) => all.map((each) => (each.name === line.name ? { ...each, text } : each)));
          }}
        />
      ))}
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8, marginTop: 16 }}>
        <TextInput
          label={t('correct.other')}
          value={added.name}
          onChange={(event) => setAdded({ ...added, name: event.currentTarget.value })}
        />
        <TextInput
          label={t('correct.value')}
          value={added.text}
          onChange={(event) => setAdded({ ...added, text: event.currentTarget.value })}
        />
      </div>
      <p className="quiet small">{t('correct.how')}</p>
      {retry.isError && <InlineProblem error={retry.error} />}
      <Button type="submit" variant="filled" mt={12} loading={retry.isPending} disabled={!variables}>
        {t('correct.send')}
      </Button>
    </form>
  );
}
