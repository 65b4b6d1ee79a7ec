import { IconCopy } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useText } from '../lib/text/text.ts';
import classes from './duplicates.module.css';

/** Neutral, not amber: colour is the deadline's. */
export function Duplicates({ items }: { items: readonly { recordId: string; title: string; why: string }[] }) {
  const { t } = useText();
  const first = items[0];
  if (!first) return null;
  return (
    <div className={classes.banner}>
      <IconCopy size={16} aria-hidden="true" />
      <div className="grow">
        <strong>{t('duplicates.likely', { count: items.length })}</strong> {items.map((item) => item.title).join(', ')}
        <div className="quiet small">{first.why}</div>
      </div>
      {items.slice(0, 3).map((item) => (
        <Link key={item.recordId} to={`/records/${item.recordId}`} className="link" aria-label={`${t('duplicates.open')} ${item.title}`}>
          {t('duplicates.open')}
        </Link>
      ))}
    </div>
  );
}
