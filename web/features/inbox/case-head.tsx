import { ActionIcon, Menu } from '@mantine/core';
import { IconChevronLeft, IconDots, IconRoute } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { TaskDetail } from '../../../api/contract/tasks.ts';
import { SlaMark } from '../../components/sla-mark.tsx';
import { StageDot } from '../../components/stage-dot.tsx';
import { useKeys } from '../../lib/keys/use-keys.ts';
import { noteRecent } from '../../lib/shell-state.ts';
import { useText } from '../../lib/text/text.ts';
import { WhyPopover } from '../task/why-popover.tsx';
import classes from './inbox.module.css';

export function CaseHead({ task, onBack }: { task: TaskDetail; onBack: (() => void) | undefined }) {
  const { t } = useText();
  const navigate = useNavigate();
  const record = task.record;
  // Alone on a phone's screen it is the page's title.
  const Title = onBack ? 'h1' : 'h2';
  const address = record ? `/records/${record.id}` : `/cases/${encodeURIComponent(task.instanceId)}`;
  const title = record?.title ?? task.process;
  const goRecord = (search: Record<string, unknown> = {}) => void navigate({ to: address, search: search as never });
  const copyLink = () => {
    void navigator.clipboard?.writeText(new URL(address, location.href).href).then(() => noteRecent(t('recent.linkCopied')));
  };
  useKeys([
    { keys: 'KeyM', label: t('keys.map'), group: 'case', run: () => goRecord({ map: true }) },
    ...(record ? [{ keys: 'KeyE', label: t('keys.edit'), group: 'case' as const, run: () => goRecord({ edit: true }) }] : []),
    {
      keys: 'KeyH',
      label: t('keys.history'),
      group: 'case',
      run: () => document.querySelector<HTMLElement>('[data-pane="case"]')?.focus(),
    },
    { keys: 'KeyY', label: t('keys.copyLink'), group: 'case', run: copyLink },
  ]);
  return (
    <div className={classes.head}>
      <div className={classes.headLine}>
        {onBack && (
          <ActionIcon variant="subtle" size="var(--p-control)" aria-label={t('back')} onClick={onBack}>
            <IconChevronLeft size={20} />
          </ActionIcon>
        )}
        <Title className={classes.headTitle} title={title}>
          <Link to={address}>{title}</Link>
        </Title>
        {record?.number && !onBack && <span className="quiet nowrap">#{record.number}</span>}
        <span className="grow" />
        {!onBack && <WhyPopover task={task} label={t('why.mine')} />}
        {onBack && <SlaMark sla={task.sla} followUpAt={task.followUpAt} full brief />}
        {!onBack && (
          <ActionIcon
            variant="subtle"
            size="var(--p-control)"
            aria-label={t('keys.map')}
            title={`${t('keys.map')} (M)`}
            onClick={() => goRecord({ map: true })}
          >
            <IconRoute size={16} />
          </ActionIcon>
        )}
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" size="var(--p-control)" aria-label={t('more')}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => goRecord()}>{record ? t('keys.openRecord') : t('keys.openCase')}</Menu.Item>
            <Menu.Item onClick={() => goRecord({ map: true })}>{t('keys.map')}</Menu.Item>
            <Menu.Item onClick={copyLink}>{t('keys.copyLink')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <div className={classes.stepLine}>
        {task.stage && <StageDot color={task.stage.color} />}
        <span className="medium">{task.name}</span>
        {task.round && <span className={classes.round}>{task.round}</span>}
        {task.stage && task.stage.name !== task.name && <span className="quiet">{task.stage.name}</span>}
        <span className={classes.stepEnd}>
          {onBack ? <WhyPopover task={task} label={t('why.short')} /> : <SlaMark sla={task.sla} followUpAt={task.followUpAt} full />}
        </span>
      </div>
    </div>
  );
}
