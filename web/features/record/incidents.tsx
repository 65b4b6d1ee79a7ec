import { IconAlertTriangle } from '@tabler/icons-react';
import type { RecordDetail } from '../../../api/contract/records.ts';
import { useText } from '../../lib/text/text.ts';
import { Retry } from '../incidents/retry.tsx';
import { Correct } from './correct.tsx';
import classes from './record.module.css';

export type StuckItem = RecordDetail['incidents'][number];

/** Something of this case failed and waits for somebody who may retry it. */
export function Incidents(props: { items: RecordDetail['incidents']; title: string; record: string | null }) {
  const { t } = useText();
  const { items } = props;
  if (items.length === 0) return null;
  return (
    <div role="status" className={classes.incident}>
      <IconAlertTriangle size={16} aria-hidden="true" />
      <div className="grow">
        <strong>{t('record.incidents', { count: items.length })}</strong>
        {items.map((item) => (
          <div key={item.id} className={classes.incidentRow}>
            <p title={item.message}>
              {item.elementName && <b className="medium">{item.elementName} · </b>}
              {item.text}
            </p>
            <div className={classes.incidentWays}>
              <Correct incident={item} title={props.title} record={props.record} />
              <Retry incident={item} title={props.title} record={props.record} />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
