import { Button, Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormField, TaskDetail } from '../../../api/contract/tasks.ts';
import { CallBackField } from '../../components/fields/call-back-field.tsx';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { noteRecent } from '../../lib/shell-state.ts';
import { useText } from '../../lib/text/text.ts';
import { useDefer } from './queries.ts';
import { stepName } from './step-name.ts';

/** Putting off takes a moment and a reason: both are read later. */
export function DeferPopover(props: { task: TaskDetail; opened: boolean; onChange: (opened: boolean) => void; onDeferred?: () => void }) {
  const { t } = useText();
  const [until, setUntil] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const defer = useDefer();
  const field: FormField = {
    key: 'defer.until',
    label: t('defer.until'),
    type: 'callBack',
    required: true,
    outcomes: null,
    visibleWhen: null,
    options: null,
    min: null,
    max: null,
    pattern: null,
    help: null,
  };
  const ready = until !== null && reason.trim() !== '';
  const save = () => {
    if (!until || !reason.trim()) return;
    defer.mutate(
      { task: props.task, until, reason: reason.trim() },
      {
        onSuccess: () => {
          noteRecent(t('recent.deferred', { record: props.task.record?.title ?? stepName(props.task) }));
          props.onChange(false);
          props.onDeferred?.();
        },
      },
    );
  };
  return (
    <Popover opened={props.opened} onChange={props.onChange} position="top-end" width={352} trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button
          fullWidth
          disabled={!props.task.mayComplete}
          onClick={() => props.onChange(!props.opened)}
          rightSection={<Kbd keys="KeyD" />}
        >
          {t('task.defer')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('task.defer')}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in either field saves, as in any small form */}
        <div
          style={{ display: 'grid', gap: 12 }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.stopPropagation();
              save();
            }
          }}
        >
          <CallBackField
            field={field}
            value={until}
            required
            onChange={(value) => setUntil(typeof value === 'string' ? value : null)}
            customerZone={props.task.contact?.zone}
          />
          <TextInput label={t('defer.reason')} value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
          {defer.isError && <InlineProblem error={defer.error} />}
          <Button variant="filled" disabled={!ready} loading={defer.isPending} onClick={save}>
            {t('task.defer')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
