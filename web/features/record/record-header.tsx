import { Button } from '@mantine/core';
import { IconRoute, IconUser } from '@tabler/icons-react';
import type { RecordDetail } from '../../../api/contract/records.ts';
import { Kbd } from '../../components/kbd.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SlaMark } from '../../components/sla-mark.tsx';
import { money } from '../../lib/format/numbers.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './record.module.css';
import { CaseMenu } from './take-back.tsx';

export function RecordHeader({ record, onMap }: { record: RecordDetail; onMap: () => void }) {
  const { t, locale } = useText();
  const me = useMe();
  return (
    <PageHeader
      title={record.title}
      after={record.number && <span className="quiet nowrap">#{record.number}</span>}
      end={
        <div className={classes.headEnd}>
          {record.amount !== null && <span className={classes.amount}>{money(record.amount, locale, me.installation.currency)}</span>}
          {record.owner && (
            <span className={classes.owner}>
              <IconUser size={16} aria-label={t('record.owner')} role="img" />
              <span className="cut" title={record.owner.name}>
                {record.owner.name}
              </span>
            </span>
          )}
          {record.nextStep && <SlaMark sla={record.nextStep.sla} followUpAt={record.nextStep.followUpAt} full />}
          {record.status !== 'open' && <span className={classes.status}>{t(`status.record.${record.status}`)}</span>}
          {record.process && (
            <Button onClick={onMap} leftSection={<IconRoute size={16} aria-hidden="true" />} rightSection={<Kbd keys="KeyM" />}>
              {t('record.map')}
            </Button>
          )}
          {record.instanceId && <CaseMenu instance={record.instanceId} title={record.title} />}
        </div>
      }
    />
  );
}
