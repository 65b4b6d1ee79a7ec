import { IconAlertTriangle } from '@tabler/icons-react';
import { useText } from '../../lib/text/text.ts';
import classes from './record.module.css';

/** Something of this case failed and waits for somebody who may retry it. */
export function Incidents({ items }: { items: readonly { id: string; message: string }[] }) {
  const { t } = useText();
  if (items.length === 0) return null;
  return (
    <div role="status" className={classes.incident}>
      <IconAlertTriangle size={16} aria-hidden="true" />
      <div className="grow">
        <strong>{t('record.incidents', { count: items.length })}</strong>
        {items.map((item) => (
          <p key={item.id}>{item.message}</p>
        ))}
      </div>
    </div>
  );
}
