import { Button, Popover, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { FormField, TaskDetail } from '../../../api/contract/tasks.ts';
import { CallBackField } from '../../components/fields/call-back-field.tsx';
import { errorText } from '../../components/fields/error-text.tsx';
import { Label } from '../../components/fields/label.tsx';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { noteRecent } from '../../lib/shell-state.ts';
import { useText } from '../../lib/text/text.ts';
import { focusFirstProblem } from './focus.ts';
import { useDefer } from './queries.ts';
import { stepName } from './step-name.ts';

/** Putting off takes a moment and a reason: both are read later. */
export function DeferPopover(props: {
  task: TaskDetail;
  opened: boolean;
  disabled: boolean;
  /** Why it cannot be pressed. */
  why?: string;
  onChange: (opened: boolean) => void;
  onDeferred?: () => void;
}) {
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
  const root = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(false);
  const lacks = (given: boolean) => (asked && !given ? t('field.required') : undefined);
  const save = () => {
    if (!until || !reason.trim()) {
      setAsked(true);
      focusFirstProblem(root.current);
      return;
    }
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
          disabled={props.disabled}
          title={props.why}
          onClick={() => props.onChange(!props.opened)}
          rightSection={<Kbd keys="KeyD" />}
        >
          {t('task.defer')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('task.defer')}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in either field saves, as in any small form */}
        <div
          ref={root}
          style={{ display: 'grid', gap: 12 }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.stopPropagation();
              save();
            }
          }}
        >
          <div data-field="defer.until">
            <CallBackField
              field={field}
              value={until}
              required
              error={lacks(until !== null)}
              onChange={(value) => setUntil(typeof value === 'string' ? value : null)}
              customerZone={props.task.contact?.zone}
            />
          </div>
          <div data-field="defer.reason">
            <TextInput
              name="defer.reason"
              label={<Label required>{t('defer.reason')}</Label>}
              labelProps={{ style: { display: 'block' } }}
              aria-required
              value={reason}
              maxLength={500}
              error={errorText(lacks(reason.trim() !== ''))}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          </div>
          {defer.isError && <InlineProblem error={defer.error} />}
          <Button variant="filled" loading={defer.isPending} onClick={save}>
            {t('task.defer')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
