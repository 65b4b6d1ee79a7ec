import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listImports } from '../../../api/contract/imports.ts';
import { ErrorBlock } from '../../components/error-block.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { call } from '../../lib/api/call.ts';
import { useNow } from '../../lib/clock.ts';
import { shortMoment } from '../../lib/format/dates.ts';
import { number } from '../../lib/format/numbers.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { FileDrop } from './file-drop.tsx';
import classes from './import.module.css';

/** Drop a file, or go back to an earlier import. */
export function ImportList() {
  const { t, locale } = useText();
  const me = useMe();
  const now = useNow();
  const list = useQuery({ queryKey: ['imports'], queryFn: ({ signal }) => call(listImports, { signal }) });
  return (
    <>
      <PageHeader title={t('place.import')} />
      <div className={classes.scroll}>
        <FileDrop />
        {list.isPending ? (
          <SkeletonRows rows={4} />
        ) : list.isError ? (
          <ErrorBlock error={list.error} onRetry={() => list.refetch()} />
        ) : list.data.items.length === 0 ? null : (
          <section className={classes.block}>
            <h2>{t('import.earlier')}</h2>
            <ul className={classes.rows}>
              {list.data.items.map((item) => (
                <li key={item.id}>
                  <Link to="/import/$id" params={{ id: item.id }} className={classes.row}>
                    <span className="medium cut grow">{item.fileName}</span>
                    <span className="soft">{t(`import.status.${item.status}`)}</span>
                    <span className={classes.number}>
                      {t('import.rows', { count: item.counts.total, shown: number(item.counts.total, locale) })}
                    </span>
                    <span className="quiet nowrap">
                      {item.startedAt ? shortMoment(Date.parse(item.startedAt), locale, me.zone, now) : ''}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  );
}
