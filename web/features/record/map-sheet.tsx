import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorBlock } from '../../components/error-block.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useText } from '../../lib/text/text.ts';
import type { caseMapQuery } from '../case/queries.ts';
import classes from './map.module.css';
import type { mapQuery } from './queries.ts';
import { useViewer } from './use-viewer.ts';

/** Where it stands on its diagram, and the same in words for whoever cannot see it. */
export function MapSheet({
  title,
  of,
  onClose,
}: {
  title: string;
  of: ReturnType<typeof mapQuery | typeof caseMapQuery>;
  onClose: () => void;
}) {
  const { t } = useText();
  const map = useQuery(of as ReturnType<typeof mapQuery>);
  const { holder, failed } = useViewer(map.data);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="bottom"
      size="86%"
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
      styles={{ body: { height: 'calc(100% - 60px)' }, title: { fontSize: 16, fontWeight: 600 } }}
      overlayProps={{ backgroundOpacity: 0.35 }}
      transitionProps={{ duration: 180 }}
    >
      {map.isPending && <SkeletonRows rows={8} />}
      {map.isError && <ErrorBlock error={map.error} onRetry={() => map.refetch()} />}
      {map.data && (
        <div className={classes.map}>
          <section aria-label={t('map.words')} className={classes.words}>
            <h3>{t('map.words')}</h3>
            <ol>
              {map.data.words.map((word, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: sentences may repeat and never move
                <li key={`${index} ${word}`}>{word}</li>
              ))}
            </ol>
            <ul className={classes.legend}>
              <li data-mark="walked">{t('map.walked')}</li>
              <li data-mark="now">{t('map.now')}</li>
              {map.data.stuck.length > 0 && <li data-mark="stuck">{t('map.stuck')}</li>}
              <li data-mark="next">{t('map.next')}</li>
              {map.data.rounds.length > 0 && <li data-mark="rounds">{t('map.rounds')}</li>}
            </ul>
          </section>
          {failed ? <p className="quiet">{t('map.failed')}</p> : <div ref={holder} className={classes.canvas} aria-hidden="true" />}
        </div>
      )}
    </Drawer>
  );
}
