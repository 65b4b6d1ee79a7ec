import { Popover } from '@mantine/core';
import { useState } from 'react';
import type { TaskDetail } from '../../../api/contract/tasks.ts';
import { Kbd } from '../../components/kbd.tsx';
import { useKeys } from '../../lib/keys/use-keys.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { NotForMe } from './not-for-me.tsx';

/** Whatever was computed explains itself: why mine, and how the deadline came about. */
export function WhyPopover({ task, label }: { task: TaskDetail; label: string }) {
  const { t } = useText();
  const me = useMe();
  const [open, setOpen] = useState(false);
  useKeys([{ keys: 'KeyW', label: t('keys.why'), group: 'case', run: () => setOpen((before) => !before) }]);
  const deadline = task.deadline;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={360} trapFocus returnFocus withinPortal>
      <Popover.Target>
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {label}
          <Kbd keys="KeyW" />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <div style={{ display: 'grid', gap: 12 }} tabIndex={-1} data-autofocus>
          <div>
            <p className="small quiet">{t('why.yours')}</p>
            <p>{task.why ?? t('why.unknown')}</p>
            {task.assignee?.id === me.id && <NotForMe task={task} />}
          </div>
          <div>
            <p className="small quiet">{t('why.deadline')}</p>
            {deadline ? (
              <>
                <p>{deadline.sentence}</p>
                {deadline.steps.map((step) => (
                  <p key={step} className="small quiet">
                    {step}
                  </p>
                ))}
              </>
            ) : (
              <p>{t('why.noDeadline')}</p>
            )}
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
